package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.confluence.NewPage;
import dev.tributary.model.Connection;
import dev.tributary.model.Unavailable;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.Fault.Action;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.store.MemoryStore;
import dev.tributary.token.AccessToken;
import dev.tributary.token.WriteToken;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Data Center ends the old access token the moment it is renewed: a write that is on its way then would be done by nobody. */
@Tag("C22")
class WriteWhileRenewingTest {

    private static final Duration ANY = Duration.ZERO;
    private static final String CONTENT = "/rest/api/content";
    private static final String TOKEN = "/rest/oauth2/latest/token";

    @StartConfluence
    ConfluenceSimulator confluence;

    private Desk desk;
    private Connection connection;

    @BeforeEach
    void connect() {
        desk = new Desk(confluence, new MemoryStore(confluence.clock()));
        connection = desk.connect("alice");
        desk.tributary.accessToken(connection, ANY);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_renewal_waits_for_a_write_under_way() throws Exception {
        confluence.faults().add(Fault.delay(Duration.ofMillis(500)).on("POST", CONTENT));
        CompletableFuture<String> write =
                CompletableFuture.supplyAsync(() -> create("Written while the token was renewed"));
        await().until(() -> confluence.faults().pending().isEmpty());

        confluence.clock().advance(Duration.ofMinutes(57));
        CompletableFuture<AccessToken> renewed = desk.tributary.tokens().accessToken(connection.id(), ANY);

        assertThat(write.get()).isEqualTo("Written while the token was renewed");
        assertThat(renewed.get().connection().state().generation()).isEqualTo(2);
        assertThat(confluence.requests().of("POST", CONTENT))
                .extracting(RecordedRequest::user)
                .containsExactly("alice");
    }

    @Test
    void a_write_waits_for_a_renewal_under_way() {
        confluence.clock().advance(Duration.ofMinutes(57));
        confluence.faults().add(Fault.delay(Duration.ofMillis(300)).on("POST", TOKEN));
        CompletableFuture<AccessToken> renewing = desk.tributary.tokens().accessToken(connection.id(), ANY);

        assertThat(create("Written after the renewal")).isEqualTo("Written after the renewal");

        assertThat(renewing.join().connection().state().generation()).isEqualTo(2);
        assertThat(confluence.requests().of("POST", CONTENT))
                .extracting(RecordedRequest::user)
                .containsExactly("alice");
    }

    @Test
    void a_write_that_is_never_given_back_holds_a_renewal_up_for_seconds_only() {
        WriteToken forgotten =
                desk.tributary.tokens().forWriting(connection.id(), ANY).join();
        confluence.clock().advance(Duration.ofMinutes(57));

        assertThat(desk.tributary.accessToken(connection, ANY))
                .as("the old token serves readers meanwhile")
                .isEqualTo(forgotten.token().value());
        await().until(() ->
                desk.tributary.connection("alice", "wiki").orElseThrow().state().generation() == 2);
    }

    @Test
    void where_nobody_knows_whether_the_token_still_works_one_may_read_with_it_and_not_write() {
        confluence.clock().advance(Duration.ofMinutes(57));
        confluence
                .faults()
                .add(Fault.of(Action.STATUS).status(503).on("POST", TOKEN).times(9));

        assertThat(desk.tributary.confluence(connection).currentUser().username())
                .isEqualTo("alice");
        assertThatThrownBy(() -> create("Not now")).isInstanceOf(Unavailable.class);

        assertThat(confluence.requests().of("POST", CONTENT)).isEmpty();
    }

    @Test
    void where_nothing_was_spent_one_may_write_with_what_lives() {
        confluence.clock().advance(Duration.ofMinutes(57));
        confluence
                .faults()
                .add(Fault.of(Action.TOO_MANY_REQUESTS).on("POST", TOKEN).times(9));
        assertThat(desk.tributary.confluence(connection).currentUser().username())
                .isEqualTo("alice");

        assertThat(create("Written with the old token")).isEqualTo("Written with the old token");
    }

    private String create(String title) {
        return desk.tributary
                .confluence(connection)
                .createPage(new NewPage("DEMO", title, "<p>text</p>"))
                .title();
    }
}
