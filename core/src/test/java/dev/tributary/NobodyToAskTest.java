package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.authorization.HandedIn.Adopted;
import dev.tributary.authorization.ObtainedTokens;
import dev.tributary.deployment.ClientProof;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.OAuthServer;
import dev.tributary.deployment.Site;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.simulator.environment.SimulatedClock;
import dev.tributary.store.MemoryStore;
import dev.tributary.token.AccessToken;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** At a server that is no Confluence nobody can be asked whose a token is, so that it goes nowhere. */
class NobodyToAskTest {

    /** An account that nobody has confirmed bears such a name, and so may a user, who chooses it. */
    private static final Owner USER = new Owner(Owner.DEFAULT_APP, "unconfirmed:ann");

    private final SimulatedClock clock = new SimulatedClock();
    private final List<URI> asked = new CopyOnWriteArrayList<>();

    /** Notes where a request would go, and answers none. */
    private CompletableFuture<HttpAnswer> nowhere(HttpCall call) {
        asked.add(call.uri());
        return CompletableFuture.failedFuture(new IllegalStateException("Nobody is there."));
    }

    @Test
    void a_user_whose_name_is_like_that_of_an_unconfirmed_account_is_asked_about_nowhere() {
        try (Tributary tributary = Tributary.builder()
                .site(site())
                .store(new MemoryStore(clock))
                .clock(clock)
                .transport(this::nowhere)
                .build()) {
            Connection connection = tributary.connections().connect(handedIn());
            AccessToken token = tributary
                    .tokens()
                    .accessToken(connection.id(), Duration.ZERO)
                    .join();
            assertThat(token.connection().account().isConfirmed())
                    .as("as far as its name tells")
                    .isFalse();

            Connection confirmed = tributary.connections().confirm(token);

            assertThat(confirmed.account()).isEqualTo(Account.of(USER));
            assertThat(tributary.connections().find(connection.id()).map(Connection::account))
                    .contains(Account.of(USER));
            assertThat(asked).isEmpty();
        }
    }

    private static Site site() {
        OAuthServer server = OAuthServer.at(null, URI.create("https://idp.example/token"), null, ClientProof.POST);
        return Site.oauth(
                "idp",
                server,
                new ClientRegistration(
                        "client", Secret.of("s3cret"), URI.create("https://portal.example/back"), List.of("mail")));
    }

    private Adopted handedIn() {
        Instant now = clock.instant();
        ObtainedTokens pair =
                new ObtainedTokens(Secret.of("x1-of-ann"), Secret.of("y1-of-ann"), now, now.plus(Duration.ofHours(1)));
        return new Adopted(USER, "idp", pair, List.of(), false, null, null);
    }
}
