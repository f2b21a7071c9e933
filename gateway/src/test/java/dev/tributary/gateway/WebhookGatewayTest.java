package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.WebhookReceiver.Received;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Messages of a running gateway to a real server with a certificate. */
@SuppressWarnings("NullAway.Init")
class WebhookGatewayTest {

    private static final String YAML = """
            webhooks:
              allowedNetworks: [127.0.0.0/8]
              caBundle: ca.pem
              targets:
                portal-hook:
                  app: portal
                  url: "https://localhost:%d/hook?from=tributary"
                  secrets: ["${HOOK_SECRET}", "${HOOK_NEXT_SECRET}"]
            """;

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private SSLContext certificate;
    private WebhookReceiver receiver;

    @BeforeEach
    void start() {
        certificate = Certificates.server(directory, "-ext", "san=dns:localhost");
        receiver = WebhookReceiver.start(certificate, 0);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void an_application_is_told_what_happens_to_its_connections_signed_and_without_secrets() {
        try (GatewayWorld world = world(YAML.formatted(receiver.port()))) {
            JsonNode connection = world.connect("alice");
            world.ask(
                    "portal",
                    "DELETE",
                    "/v1/connections/" + connection.path("id").asString());

            List<Received> told = receiver.await(2);
            assertThat(told)
                    .extracting(Received::type)
                    .containsExactlyInAnyOrder("connection.connected", "connection.disconnected");
            Received connected = named(told, "connection.connected");
            assertThat(connected.isSignedWith(WebhookReceiver.SECRET)).isTrue();
            assertThat(connected.isSignedWith(WebhookReceiver.NEXT_SECRET)).isTrue();
            assertThat(connected.target()).isEqualTo("/hook?from=tributary");
            assertThat(connected.json().path("data").properties().stream()
                            .map(Map.Entry::getKey)
                            .toList())
                    .containsExactly("connection", "app", "user", "site", "status", "epoch", "generation");
            assertThat(connected.json().path("data").path("connection")).isEqualTo(connection.path("id"));
            assertThat(connected.json().path("data").path("user").asString()).isEqualTo("alice");
        }
    }

    @Test
    void a_message_that_is_not_taken_comes_again_with_the_same_id_and_another_signature() {
        receiver.answer(503, "");
        try (GatewayWorld world = world(YAML.formatted(receiver.port()))) {
            world.connect("alice");
            receiver.await(1);
            receiver.answer(204, "");

            confluence.clock().advance(Duration.ofSeconds(10));
            List<Received> both = receiver.await(2);
            assertThat(both.get(1).id()).isEqualTo(both.get(0).id());
            assertThat(both.get(1).body()).isEqualTo(both.get(0).body());
            assertThat(both.get(1).seconds()).isNotEqualTo(both.get(0).seconds());
            assertThat(both.get(1).isSignedWith(WebhookReceiver.SECRET)).isTrue();
        }
    }

    @Test
    void a_redirect_leads_nowhere_and_a_long_answer_is_not_waited_for() {
        try (WebhookReceiver elsewhere = WebhookReceiver.start(certificate, 0);
                GatewayWorld world = world(YAML.formatted(receiver.port()))) {
            receiver.answer(307, "https://localhost:" + elsewhere.port() + "/inner");
            world.connect("alice");
            receiver.await(1);
            receiver.answer(200, "x".repeat(10_000_000));
            confluence.clock().advance(Duration.ofSeconds(10));
            receiver.await(2);
            world.ask("portal", "DELETE", "/v1/connections/" + id(world));

            assertThat(named(receiver.await(3), "connection.disconnected").id()).startsWith("msg_");
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void other_applications_events_and_unasked_ones_are_not_told() {
        String yaml = YAML.formatted(receiver.port()) + "      events: [connection.disconnected]\n";
        try (GatewayWorld world = world(yaml)) {
            world.ask(
                    "stranger",
                    "POST",
                    "/v1/connections",
                    Map.of("user", "bob", "site", "wiki", "personalAccessToken", world.personalToken("bob")));
            String bob = GatewayWorld.json(world.ask("stranger", "GET", "/v1/connections"))
                    .at("/connections/0/id")
                    .asString();
            world.ask("stranger", "DELETE", "/v1/connections/" + bob);
            world.connect("alice");
            world.ask("portal", "DELETE", "/v1/connections/" + id(world));

            assertThat(receiver.await(1)).hasSize(1).allSatisfy(message -> {
                assertThat(message.type()).isEqualTo("connection.disconnected");
                assertThat(message.json().at("/data/user").asString()).isEqualTo("alice");
            });
        }
    }

    @Test
    void an_inner_address_that_nobody_allowed_gets_nothing_and_the_operator_is_told() {
        String yaml = YAML.formatted(receiver.port()).replace("allowedNetworks: [127.0.0.0/8]", "allowedNetworks: []");
        try (LogLines log = LogLines.of("dev.tributary.gateway.webhook");
                GatewayWorld world = world(yaml)) {
            world.connect("alice");

            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() ->
                            assertThat(log.written()).anyMatch(line -> line.contains("webhooks.allowedNetworks")));
            assertThat(receiver.received()).isEmpty();
        }
    }

    @Test
    void after_three_days_a_message_is_given_up_where_everybody_can_see_it() {
        receiver.answer(500, "");
        try (LogLines audit = LogLines.of("dev.tributary.gateway.audit");
                GatewayWorld world = world(YAML.formatted(receiver.port()))) {
            world.connect("alice");
            receiver.await(1);
            confluence.clock().advance(Duration.ofDays(3).plusMinutes(1));
            receiver.await(2);

            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () -> assertThat(audit.written()).anyMatch(line -> line.contains("webhook.given_up")));
            receiver.answer(204, "");
            confluence.clock().advance(Duration.ofDays(1));
            world.ask("portal", "DELETE", "/v1/connections/" + id(world));
            assertThat(receiver.await(3).get(2).type()).isEqualTo("connection.disconnected");
        }
    }

    private static String id(GatewayWorld world) {
        return GatewayWorld.json(world.ask("portal", "GET", "/v1/connections"))
                .at("/connections/0/id")
                .asString();
    }

    private static Received named(List<Received> all, String type) {
        return all.stream()
                .filter(message -> message.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private GatewayWorld world(String yaml) {
        Map<String, String> secrets = new HashMap<>();
        secrets.put("HOOK_SECRET", WebhookReceiver.SECRET);
        secrets.put("HOOK_NEXT_SECRET", WebhookReceiver.NEXT_SECRET);
        return new GatewayWorld(confluence, directory, yaml, secrets);
    }
}
