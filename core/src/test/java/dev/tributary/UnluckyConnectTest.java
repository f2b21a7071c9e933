package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.RateLimited;
import dev.tributary.model.Secret;
import dev.tributary.model.Unavailable;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnluckyConnectTest {

    private static final String WHO_AM_I = "/rest/api/user/current";
    private static final String TOKEN = "/rest/oauth2/latest/token";

    @StartConfluence(contextPath = "/confluence")
    ConfluenceSimulator confluence;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(confluence);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_token_that_is_served_as_anonymous_connects_nobody_and_is_revoked() {
        confluence.switches().set(Switch.ACCESS_TOKEN_LIFETIME, "PT0S").set(Switch.ANONYMOUS_ACCESS, "on");

        assertFailed(Reason.NOT_SERVED);
        assertThat(confluence.requests().of("GET", WHO_AM_I)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void a_server_that_fails_to_name_the_user_connects_nobody_for_now(int status) {
        confluence.faults().add(Fault.of(Fault.Action.STATUS).status(status).on("GET", WHO_AM_I));

        assertThatThrownBy(this::connect).isInstanceOf(Unavailable.class).hasMessageContaining("wiki");
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Action.class,
            names = {"TRUNCATE", "GARBAGE", "DROP_BEFORE", "TOO_MANY_REQUESTS"})
    void a_server_that_does_not_come_to_naming_the_user_connects_nobody_for_now(Fault.Action action) {
        confluence.faults().add(Fault.of(action).on("GET", WHO_AM_I).times(2));

        assertThatThrownBy(this::connect).isInstanceOf(Unavailable.class).hasMessageContaining("wiki");
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401})
    void a_wrong_client_secret_is_an_operators_matter(int status) {
        confluence.switches().set(Switch.WRONG_SECRET_STATUS, Integer.toString(status));
        ClientRegistration wrong =
                new ClientRegistration("tributary", Secret.of("wrong"), URI.create(Desk.REDIRECT), List.of());
        try (Desk other = new Desk(confluence, Site.dataCenter("wiki", confluence.baseUrl(), wrong))) {
            Callback callback = Desk.approved("alice", other.begin("alice"));

            assertThatThrownBy(() -> other.tributary.complete(callback, "alice"))
                    .isInstanceOfSatisfying(
                            Misconfigured.class,
                            failure -> assertThat(failure.key()).isEqualTo("sites.wiki.clientSecret"))
                    .hasMessageNotContaining("wrong");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Action.class,
            names = {"GARBAGE", "HTML", "TRUNCATE", "HUGE", "DROP_BEFORE", "DROP_AFTER"})
    void a_token_endpoint_out_of_order_connects_nobody_for_now(Fault.Action action) {
        confluence.faults().add(Fault.of(action).on("POST", TOKEN));

        assertThatThrownBy(this::connect).isInstanceOf(Unavailable.class).hasMessageContaining("wiki");
        assertThat(desk.tributary.connection("alice", "wiki")).isEmpty();
    }

    @Test
    void a_token_endpoint_that_limits_the_rate_says_when_to_come_back() {
        confluence.faults().add(Fault.of(Fault.Action.TOO_MANY_REQUESTS).on("POST", TOKEN));

        assertThatThrownBy(this::connect).isInstanceOf(RateLimited.class).hasMessageContaining("wiki");
    }

    @Test
    void after_bad_luck_the_next_try_connects() {
        confluence.faults().add(Fault.of(Fault.Action.DROP_AFTER).on("POST", TOKEN));
        assertThatThrownBy(this::connect).isInstanceOf(Unavailable.class);

        connect();

        assertThat(desk.tributary.connection("alice", "wiki")).isPresent();
    }

    private void connect() {
        AuthorizationRequest request = desk.begin("alice");
        desk.tributary.complete(Desk.approved("alice", request), "alice");
    }

    private void assertFailed(Reason reason) {
        assertThatThrownBy(this::connect)
                .isInstanceOfSatisfying(
                        AuthorizationFailed.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        assertThat(desk.liveGrants()).as("what was issued is revoked").isZero();
        assertThat(desk.tributary.connection("alice", "wiki")).isEmpty();
    }
}
