package dev.tributary.spring;

import dev.tributary.model.Unavailable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says that the database keeps the application from starting. */
final class StoreAnalyzer extends AbstractFailureAnalyzer<Unavailable> {

    @Override
    protected FailureAnalysis analyze(Throwable root, Unavailable cause) {
        return new FailureAnalysis(
                "The connections to Confluence cannot be reached: " + cause.getMessage(),
                "Let the application's DataSource (spring.datasource.url) lead to a database that answers, or take the DataSource"
                        + " out, so that connections are kept in the file that tributary.store.sqlite-file names.",
                root);
    }
}
