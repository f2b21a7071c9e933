package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Misconfigured;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailureReportTest {

    private final StringWriter err = new StringWriter();
    private final CommandLine command = Main.commandLine().setErr(new PrintWriter(err, true));

    @Test
    void a_setting_that_was_found_wrong_on_another_thread_is_named_without_its_wrapping() {
        Misconfigured wrong = new Misconfigured("sites.wiki.simulator", "Say 'simulator: true' if that is meant.");

        int exitCode = report(new CompletionException(wrong));

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo("tributary: sites.wiki.simulator: Say 'simulator: true' if that is meant.");
    }

    @Test
    void a_failure_without_a_message_is_named() {
        assertThat(report(new IllegalStateException())).isEqualTo(1);
        assertThat(err.toString()).contains("IllegalStateException");
    }

    private int report(Exception failure) {
        return new FailureReport().handleExecutionException(failure, command, command.parseArgs());
    }
}
