package dev.tributary.spring;

import dev.tributary.model.Misconfigured;
import dev.tributary.spring.fault.Faults;
import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which property keeps the application from starting, and what to do, where that is found out only when it is used. */
final class SettingAnalyzer extends AbstractFailureAnalyzer<Misconfigured> {

    @Override
    protected FailureAnalysis analyze(Throwable root, Misconfigured cause) {
        String property = property(cause.key());
        return new FailureAnalysis(
                "The property %s is wrong, or missing: %s".formatted(property, Faults.said(cause)),
                "Change %s, in application.properties or wherever the application takes its properties from."
                        .formatted(property),
                root);
    }

    /** The library names its settings in its own words. */
    private static String property(String key) {
        if (key.equals("keyset")) {
            return "tributary.keyset-file (or tributary.keyset)";
        } else if (key.equals("store")) {
            return "tributary.store.sqlite-file (or the application's DataSource)";
        }
        String kebab = key.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        return kebab.startsWith("tributary.") ? kebab : "tributary." + kebab;
    }
}
