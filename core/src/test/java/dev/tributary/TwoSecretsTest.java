package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.authorization.Callback;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.model.TributaryException;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.oauth.Client;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client secret that is replaced while users are connected, with both of them set here. */
class TwoSecretsTest {

    private static final Client LINK = Client.of("tributary", "the-old-secret", Desk.REDIRECT);

    private ConfluenceSimulator confluence;
    private Desk desk;

    @BeforeEach
    void open() {
        confluence = ConfluenceSimulator.dataCenter().client(LINK).start();
        ClientRegistration registration = new ClientRegistration(
                        "tributary", Secret.of("the-new-secret"), URI.create(Desk.REDIRECT), List.of())
                .withOtherSecret(Secret.of("the-old-secret"));
        desk = new Desk(confluence, Site.dataCenter("wiki", confluence.baseUrl(), registration));
    }

    @AfterEach
    void close() {
        desk.close();
        confluence.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"400", "401"})
    void the_one_that_works_is_found_and_goes_first_from_then_on(String status) {
        confluence.switches().set(Switch.WRONG_SECRET_STATUS, status);
        int refused = Integer.parseInt(status);
        Connection connection = desk.connect("alice");
        assertThat(answers()).containsExactly(refused, 200);

        renew(connection);
        assertThat(answers()).containsExactly(refused, 200, 200);

        confluence.clients().register(Client.of("tributary", "the-new-secret", Desk.REDIRECT));
        renew(connection);
        assertThat(answers()).containsExactly(refused, 200, 200, refused, 200);
        renew(connection);
        assertThat(answers()).containsExactly(refused, 200, 200, refused, 200, 200);
        assertThat(confluence.grants().all())
                .singleElement()
                .satisfies(grant -> assertThat(grant.live()).isTrue());
    }

    @Test
    void both_work_while_confluence_takes_both_and_the_first_is_preferred() {
        confluence.clients().register(LINK.alsoTaking("the-new-secret"));
        Connection connection = desk.connect("alice");
        renew(connection);

        assertThat(answers()).containsExactly(200, 200);
        assertThat(desk.tokenRequests())
                .allSatisfy(request -> assertThat(request.body()).contains("client_secret=the-new-secret"));
    }

    @Test
    void both_refused_are_told_with_their_setting_and_cost_no_connection() {
        Connection connection = desk.connect("alice");
        confluence.clients().register(Client.of("tributary", "a-third-secret", Desk.REDIRECT));
        confluence.clock().advance(Duration.ofHours(2));

        assertThat(Told.by(() -> token(connection)))
                .isInstanceOfSatisfying(
                        Misconfigured.class, wrong -> assertThat(wrong.key()).isEqualTo("sites.wiki.clientSecret"))
                .hasMessageContaining("refused client id or secrets (invalid_client)")
                .hasMessageNotContaining("the-");
        assertThat(desk.tributary.connection("alice", "wiki"))
                .hasValueSatisfying(is -> assertThat(is.state().status()).isEqualTo(Status.ACTIVE));
    }

    @Test
    void a_refused_grant_is_no_reason_to_try_the_other() {
        Connection connection = desk.connect("alice");
        confluence.clock().advance(Duration.ofDays(91));
        int before = desk.tokenRequests().size();

        assertThat(Told.by(() -> token(connection))).isNotInstanceOf(Misconfigured.class);

        assertThat(desk.tokenRequests()).hasSize(before + 1);
    }

    @Test
    void a_revocation_begins_with_the_one_that_worked() {
        Callback callback = Desk.approved("alice", desk.begin("alice"));
        Connection connection = desk.tributary.complete(callback, "alice");

        desk.tributary.disconnect(connection);

        assertThat(desk.liveGrants()).isZero();
        assertThat(desk.revocations())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.status()).isEqualTo(200));
    }

    private void renew(Connection connection) {
        confluence.clock().advance(Duration.ofHours(2));
        token(connection);
    }

    private void token(Connection connection) {
        try {
            desk.tributary
                    .tokens()
                    .accessToken(connection.id(), Duration.ofMinutes(1))
                    .join();
        } catch (CompletionException e) {
            throw (TributaryException) e.getCause();
        }
    }

    private List<Integer> answers() {
        return desk.tokenRequests().stream().map(RecordedRequest::status).toList();
    }
}
