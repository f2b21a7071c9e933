package dev.tributary.spring;

import dev.tributary.spring.fault.WrongSettings;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which properties keep the application from starting, all of them, and what to do about each. */
final class WrongSettingsAnalyzer extends AbstractFailureAnalyzer<WrongSettings> {

    @Override
    protected FailureAnalysis analyze(Throwable root, WrongSettings cause) {
        int count = cause.faults().size();
        return new FailureAnalysis(
                "%s wrong, or missing:%n%n%s"
                        .formatted(count == 1 ? "A property is" : count + " properties are", listed(cause)),
                "Change %s, in application.properties or wherever the application takes its properties from."
                        .formatted(count == 1 ? "it" : "them as each line says"),
                root);
    }

    private static String listed(WrongSettings wrong) {
        return wrong.faults().entrySet().stream()
                .map(fault -> "    - %s: %s".formatted(fault.getKey(), fault.getValue()))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
