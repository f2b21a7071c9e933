package dev.tributary.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.config.WebhookConfig.Target;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookReaderTest {

    private static final String YAML = """
            webhooks:
              targets:
                hook: { app: portal, url: "https://portal.example.org/hook", secrets: ["${HOOK_SECRET}"] }
            """;

    @Test
    void a_target_is_told_what_matters_unless_it_asks_for_something_else() {
        Target target = Sample.read(Sample.YAML + YAML).webhooks().targets().get(0);

        assertThat(target.events()).hasSize(5).doesNotContain("connection.renewed", "connection.renewal_failed");
        assertThat(target.name()).isEqualTo("hook");
        assertThat(Sample.read(Sample.YAML + YAML.replace("] }", "], events: [connection.renewed] }"))
                        .webhooks()
                        .targets()
                        .get(0)
                        .events())
                .containsExactly("connection.renewed");
    }

    @ParameterizedTest
    @CsvSource({
        "https://portal, http://portal, would cross the network in clear",
        "https://portal.example.org, http://localhost:8081, cross the network in clear",
        "https://portal.example.org/hook, https://localhost:8081/hook, This is the gateway itself",
        "app: portal, app: portals, There is no such app",
        "${HOOK_SECRET}, ${PORTAL_KEY}, whsec_ and the base64 of 24 to 64 random bytes",
        "${HOOK_SECRET}, whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=, A secret stands in the file",
        "'] }', '], events: [connection.ended] }', There is no such event",
        "'] }', ', \"${HOOK_SECRET}\", \"${HOOK_SECRET}\"] }', There are two at most"
    })
    void what_would_not_work_or_is_not_safe_is_a_fault(String before, String after, String told) {
        assertThat(Sample.faults(Sample.YAML + YAML.replace(before, after)))
                .first()
                .extracting(Fault::what)
                .asString()
                .contains(told);
    }

    @ParameterizedTest
    @CsvSource({"retention: 365, such as P365D", "retention: PT5H, between a day and", "calls: some, none"})
    void how_much_is_written_down_is_said_in_one_way(String key, String told) {
        assertThat(Sample.faults("audit: {" + key + "}\n" + Sample.YAML))
                .first()
                .extracting(Fault::what)
                .asString()
                .contains(told);
    }

    @Test
    void how_much_is_written_down_can_be_said() {
        AuditConfig audit = Sample.read(
                        "audit: {retention: P730D, callRetention: P7D, renewals: false, calls: 0.01}\n" + Sample.YAML)
                .audit();

        assertThat(audit).isEqualTo(new AuditConfig(Duration.ofDays(730), Duration.ofDays(7), false, 0.01));
    }
}
