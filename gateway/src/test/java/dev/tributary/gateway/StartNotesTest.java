package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.config.GatewayConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class StartNotesTest {

    private static final String SHARED = "share the registration of Cloud site 'acme'";

    private static List<String> notes(String secondsSites) {
        GatewayConfig config = GatewayConfig.parse(
                """
                publicUrl: http://localhost:8081
                sites:
                  acme: { cloud: { clientId: one, clientSecret: "${SECRET}" } }
                  other: { cloud: { clientId: two, clientSecret: "${SECRET}" } }
                apps:
                  portal: { keys: ["${FIRST}"], sites: [acme], rights: [proxy], returnUrls: ["http://localhost:8082/back"] }
                  robot: { keys: ["${SECOND}"], sites: [%s], rights: [proxy], returnUrls: ["http://localhost:8083/back"] }
                """.formatted(secondsSites),
                Path.of("."),
                Map.of(
                        "SECRET", "secret-of-the-registration",
                        "FIRST", "key-of-the-first-app-0123456789",
                        "SECOND", "key-of-the-second-app-0123456789"));
        try (LogLines lines = LogLines.of(StartNotes.class.getName())) {
            StartNotes.log(config);
            return lines.written();
        }
    }

    @Test
    @Tag("C4")
    void apps_that_share_a_registration_at_cloud_are_named() {
        assertThat(notes("acme")).anyMatch(line -> line.contains("[portal, robot] " + SHARED));
    }

    @Test
    @Tag("C4")
    void apps_with_a_registration_each_are_not() {
        assertThat(notes("other")).noneMatch(line -> line.contains("share the registration"));
    }
}
