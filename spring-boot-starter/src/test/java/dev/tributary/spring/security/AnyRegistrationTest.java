package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.FreePort;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.simulator.environment.SimulatedClock;
import dev.tributary.spring.Visitor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bridge for a registration that has nothing to do with Confluence, at a server by others that ends a grant whose token is spent twice. */
class AnyRegistrationTest {

    private static final int CALLERS = 500;
    private static final int LIFE = 3600;

    private final SimulatedClock clock = new SimulatedClock();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"client_secret_basic,-basic", "client_secret_post,''"})
    void it_is_kept_renewed_once_and_revoked(String method, String kind) throws Exception {
        int port = FreePort.next();
        try (ForeignServer server = ForeignServer.start("http://localhost:" + port + "/authorized/wiki", LIFE);
                BridgedSpring application = BridgedSpring.start(
                        BridgedSpring.Base.in(directory), clock, properties(server, port, method, kind))) {
            Visitor ann = application.signedIn("ann");
            URI authorization = ann.redirect(ann.get("/oauth2/authorization/wiki"));
            assertThat(ann.redirect(ann.get(server.approve(authorization, "alice")))
                            .getQuery())
                    .isNull();
            Connection connection = connection(application);
            assertThat(connection.account().id()).isEqualTo("ann");
            assertThat(connection.scopes()).containsExactly("WRITE");
            assertThat(ann.get("/mine").body()).startsWith("ann [WRITE] true");

            clock.advance(Duration.ofSeconds(LIFE * 2));
            List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, CALLERS)
                    .mapToObj(i -> ann.later("/mine"))
                    .toList();

            assertThat(asked)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            assertThat(server.events().path("spentRefreshTokens").asInt()).isEqualTo(1);
            assertThat(server.events().path("refusedGrants").size()).isZero();
            assertThat(ann.get(BridgedSpring.read(server.says("whoAmI"))).body())
                    .contains("\"alice\"");

            ann.get("/disconnect");
            assertThat(server.events().path("endedGrants").asInt()).isEqualTo(1);
            assertThat(application
                            .tributary()
                            .connections()
                            .find(connection.id())
                            .orElseThrow()
                            .state()
                            .status())
                    .isEqualTo(Status.DISCONNECTED);
        }
    }

    private static Connection connection(BridgedSpring application) {
        return application.tributary().connection("ann", "wiki").orElseThrow();
    }

    private static Map<String, Object> properties(ForeignServer server, int port, String method, String kind) {
        String provider = "spring.security.oauth2.client.provider.any.";
        String registration = "spring.security.oauth2.client.registration.wiki.";
        return Map.ofEntries(
                Map.entry("server.port", port),
                Map.entry(provider + "authorization-uri", server.says("authorize")),
                Map.entry(provider + "token-uri", server.says("token")),
                Map.entry("tributary.bridge.registrations.wiki.revocation-uri", server.says("revoke")),
                Map.entry(registration + "provider", "any"),
                Map.entry(registration + "client-id", server.says("clientId") + kind),
                Map.entry(registration + "client-secret", server.says("clientSecret")),
                Map.entry(registration + "client-authentication-method", method),
                Map.entry(registration + "authorization-grant-type", "authorization_code"),
                Map.entry(registration + "redirect-uri", "{baseUrl}/authorized/{registrationId}"),
                Map.entry(registration + "scope", "WRITE"));
    }
}
