package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.spring.Visitor;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Spring Cloud Gateway's own filter, TokenRelay, on the bridge. */
class TokenRelayTest {

    private static final Path JAR = Path.of("target", "gateway", "spring-cloud-gateway-server-webmvc.jar");
    private static final String FILTERS =
            "org.springframework.cloud.gateway.server.mvc.filter.TokenRelayFilterFunctions";

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    @Test
    void it_relays_the_token_of_whoever_is_signed_in_and_renews_it() throws Exception {
        try (URLClassLoader gateway = new URLClassLoader(
                        new URL[] {JAR.toUri().toURL()}, getClass().getClassLoader());
                BridgedSpring application = BridgedSpring.against(
                        confluence,
                        BridgedSpring.Base.in(directory),
                        Map.of(),
                        Map.of("relay", relay(gateway)),
                        "WRITE")) {
            Visitor ann = application.signedIn("ann");
            assertThat(ann.get("/relayed").statusCode())
                    .as("who has not consented")
                    .isEqualTo(302);
            application.comeBack(ann, "alice");

            assertThat(ann.get("/relayed").body()).contains("\"alice\"");
            confluence.clock().advance(java.time.Duration.ofHours(2));
            assertThat(ann.get("/relayed").body()).contains("\"alice\"");
        }
    }

    @SuppressWarnings("unchecked")
    private RouterFunction<ServerResponse> relay(ClassLoader gateway) throws ReflectiveOperationException {
        Object filter = gateway.loadClass(FILTERS)
                .getMethod("tokenRelay", String.class)
                .invoke(null, BridgedApplication.REGISTRATION);
        return route().GET("/relayed", this::asked)
                .filter((HandlerFilterFunction<ServerResponse, ServerResponse>) filter)
                .build();
    }

    /** Asks Confluence who it is with what the filter has put into the request. */
    private ServerResponse asked(ServerRequest request) throws Exception {
        String authorization = request.headers().firstHeader("Authorization");
        HttpRequest.Builder question =
                HttpRequest.newBuilder(URI.create(confluence.baseUrl() + "/rest/api/user/current"));
        if (authorization != null) {
            question.header("Authorization", authorization);
        }
        return ServerResponse.ok()
                .body(HttpClient.newHttpClient()
                        .send(question.build(), BodyHandlers.ofString())
                        .body());
    }
}
