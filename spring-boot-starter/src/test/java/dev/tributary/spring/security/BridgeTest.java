package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.simulator.oauth.Revocation;
import dev.tributary.spring.Visitor;
import dev.tributary.store.ConnectionQuery;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is written for plain Spring Security, on the bridge: Data Center. */
class BridgeTest {

    private static final String TOKEN = "/rest/oauth2/latest/token";
    private static final int CALLERS = 500;
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private BridgedSpring application;
    private Visitor ann;

    @BeforeEach
    void start() {
        application = BridgedSpring.against(confluence, BridgedSpring.Base.in(directory), "WRITE");
        ann = application.signedIn("ann");
        application.connect(ann, "alice");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void its_users_are_connected_as_whoever_consented_and_served_as_that() {
        Connection connection = connection();

        assertThat(connection.account().username()).isEqualTo("alice");
        assertThat(connection.scopes()).containsExactly("WRITE");
        assertThat(ann.get(whoAmI()).body()).contains("\"alice\"");
        assertThat(ann.get("/mine").body()).startsWith("ann [WRITE] true");
        Visitor ben = application.signedIn("ben");
        assertThat(ben.get(whoAmI()).statusCode()).as("who has not consented").isEqualTo(302);
    }

    @Test
    void five_hundred_callers_at_expiry_are_all_served_and_renew_once() {
        confluence.clock().advance(TWO_HOURS);
        int before = tokenRequests();

        List<CompletableFuture<HttpResponse<String>>> asked =
                IntStream.range(0, CALLERS).mapToObj(i -> ann.later("/mine")).toList();

        assertThat(asked)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(tokenRequests() - before).isEqualTo(1);
        assertThat(ann.get(whoAmI()).body()).contains("\"alice\"");
    }

    @Test
    void saving_a_client_that_was_loaded_changes_nothing() {
        Connection before = connection();

        assertThat(ann.get("/saved-again").body()).isEqualTo("saved");

        assertThat(connection()).isEqualTo(before);
        confluence.clock().advance(TWO_HOURS);
        assertThat(ann.get(whoAmI()).body()).contains("\"alice\"");
    }

    @Test
    void who_disconnects_is_disconnected_at_Confluence_too() {
        assertThat(ann.get("/disconnect").body()).isEqualTo("disconnected");

        assertThat(connection().state().status()).isEqualTo(Status.DISCONNECTED);
        assertThat(confluence.grants().all()).noneMatch(GrantView::live);
        assertThat(ann.get(whoAmI()).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/rest/oauth2/latest/authorize"));
    }

    @Test
    void who_has_lost_the_grant_is_sent_to_consent_again_and_keeps_the_connection() {
        Connection before = connection();
        confluence.grants().revoke(Revocation.of("alice", Revocation.Kind.GRANT));
        confluence.clock().advance(TWO_HOURS);

        assertThat(ann.get(whoAmI()).statusCode()).isEqualTo(302);
        assertThat(connection().state().status()).isEqualTo(Status.RECONNECT_REQUIRED);
        application.comeBack(ann, "alice");
        assertThat(connection().id()).isEqualTo(before.id());
        assertThat(connection().isActive()).isTrue();
        assertThat(connection().account().isConfirmed()).isTrue();
    }

    @Test
    void a_token_that_was_refused_is_renewed_and_the_grant_stays() {
        confluence.clock().advance(Duration.ofMinutes(10));
        confluence.grants().revoke(Revocation.of("alice", Revocation.Kind.ACCESS));
        confluence.switches().set("bad-bearer", "401");

        assertThat(ann.get(whoAmI()).statusCode()).isEqualTo(401);

        assertThat(connection().isActive()).isTrue();
        assertThat(ann.get(whoAmI()).body()).contains("\"alice\"");
        assertThat(tokenRequests()).as("the code, and one renewal").isEqualTo(2);
    }

    @Test
    void who_comes_back_to_another_address_than_renewals_would_name_is_not_connected() {
        try (BridgedSpring misplaced = BridgedSpring.against(
                confluence,
                BridgedSpring.Base.in(directory.resolve("elsewhere")),
                Map.of("tributary.public-url", "https://portal.example.org"),
                "WRITE")) {
            Visitor ben = misplaced.signedIn("ben");

            assertThat(ben.redirect(misplaced.comeBack(ben, "bob")).getQuery())
                    .as("which property that is about is for the log")
                    .contains("error=server_error")
                    .doesNotContain("tributary");

            assertThat(misplaced.tributary().connection("ben", "wiki")).isEmpty();
            assertThat(liveGrants()).as("what is not kept is revoked").containsExactly("alice");
        }
    }

    @Test
    void another_account_does_not_take_the_place_of_the_one_that_is_connected() {
        HttpResponse<String> back = application.comeBack(ann, "bob");

        assertThat(ann.redirect(back).getQuery())
                .contains("error=access_denied")
                .contains("another Confluence account");
        assertThat(connection().account().username()).isEqualTo("alice");
        assertThat(ann.get(whoAmI()).body()).contains("\"alice\"");
        assertThat(liveGrants()).as("what is not kept is revoked").containsExactly("alice");
    }

    private List<String> liveGrants() {
        return confluence.grants().all().stream()
                .filter(GrantView::live)
                .map(GrantView::user)
                .toList();
    }

    private String whoAmI() {
        return BridgedSpring.read(confluence.baseUrl() + "/rest/api/user/current");
    }

    private Connection connection() {
        return application
                .tributary()
                .connections()
                .list(new ConnectionQuery("default", "ann", "wiki", null, null, 10))
                .get(0);
    }

    private int tokenRequests() {
        return confluence.requests().of("POST", TOKEN).size();
    }
}
