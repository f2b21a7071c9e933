package dev.tributary.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.gateway.GatewayWorld;
import dev.tributary.gateway.config.ConsoleConfig;
import dev.tributary.gateway.config.ConsoleConfig.Admins;
import dev.tributary.gateway.config.ConsoleConfig.Oidc;
import dev.tributary.gateway.config.SiteConfig;
import dev.tributary.gateway.proxy.RawConfluence;
import dev.tributary.gateway.proxy.RawConfluence.Talk;
import dev.tributary.http.HttpTransport;
import dev.tributary.http.Network;
import dev.tributary.model.Secret;
import dev.tributary.store.MemoryStore;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A reload brings another issuer while somebody signs in: what the former one issued must not get to it. */
@Tag("C31")
class SwappedIssuerTest {

    private final RawConfluence former = new RawConfluence(SwappedIssuerTest::answer);
    private final RawConfluence next = new RawConfluence(SwappedIssuerTest::answer);
    private final HttpTransport way = new HttpTransport(Network.DIRECT);
    private final MemoryStore store = new MemoryStore();

    @AfterEach
    void close() {
        former.close();
        next.close();
        way.close();
    }

    @Test
    void a_code_of_the_former_issuer_is_not_sent_to_the_next_one() {
        Secret browser = AuthorizationRequest.newBrowser();
        URI asked = URI.create(at(former).begin(browser));
        assertThat(asked.toString()).startsWith(former.baseUrl() + "/authorize?");

        Map<String, String> answer = Map.of("code", "of-the-former", "state", GatewayWorld.parameter(asked, "state"));

        assertThatThrownBy(() -> at(next).complete(answer, browser))
                .isInstanceOfSatisfying(
                        Turned.class, turned -> assertThat(turned.why()).contains("another issuer's"));
        assertThat(next.heads()).noneMatch(head -> head.startsWith("POST"));
    }

    private OidcSignIn at(RawConfluence provider) {
        Oidc oidc = new Oidc(
                provider.baseUrl(),
                new SiteConfig.Client("tributary-console", Secret.of("a-secret-of-the-console"), List.of()),
                "groups",
                SiteConfig.Network.DIRECT);
        ConsoleConfig config = new ConsoleConfig(false, oidc, new Admins(Set.of("dora"), Set.of()));
        return new OidcSignIn(config, oidc, way, store, URI.create("http://localhost:8081"), Clock.systemUTC());
    }

    private static void answer(Talk talk) throws IOException {
        String issuer = "http://" + talk.header("Host");
        talk.body();
        talk.answer(200, "Content-Type: application/json\r\n", """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys"}
                """.formatted(issuer));
    }
}
