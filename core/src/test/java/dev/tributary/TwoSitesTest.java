package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.Misconfigured;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TwoSitesTest {

    @StartConfluence(contextPath = "/confluence")
    ConfluenceSimulator wiki;

    @StartConfluence
    ConfluenceSimulator team;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(wiki, Desk.wiki("wiki", wiki), Desk.wiki("team", team));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_user_may_be_connected_to_both() {
        Connection here = desk.connect("alice");
        AuthorizationRequest request = desk.tributary.authorize("alice", "team").begin();
        Callback callback = at("team", Desk.approved("bob", request));

        Connection there = desk.tributary.complete(callback, "alice");

        assertThat(there.id()).isNotEqualTo(here.id());
        assertThat(there.account().username()).isEqualTo("bob");
        assertThat(there.origin()).isEqualTo(team.baseUrl());
        assertThat(desk.tributary.connection("alice", "wiki")).contains(here);
        assertThat(desk.tributary.connection("alice", "team")).contains(there);
    }

    @Test
    void a_code_of_one_site_that_arrives_at_the_other_is_taken_to_neither() {
        Callback callback = Desk.approved("alice", desk.begin("alice"));

        assertThatThrownBy(() -> desk.tributary.complete(at("team", callback), "alice"))
                .isInstanceOfSatisfying(
                        AuthorizationFailed.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.WRONG_SITE));
        assertThatThrownBy(() -> desk.tributary.complete(callback, "alice"))
                .isInstanceOfSatisfying(
                        AuthorizationFailed.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.UNKNOWN_STATE));

        assertThat(wiki.requests().of("POST", "/rest/oauth2/latest/token")).isEmpty();
        assertThat(team.requests().of("POST", "/rest/oauth2/latest/token")).isEmpty();
    }

    @Test
    void a_site_that_is_not_configured_is_an_operators_matter() {
        NewAuthorization authorization = desk.tributary.authorize("alice", "elsewhere");

        assertThatThrownBy(authorization::begin)
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("elsewhere");
    }

    private static Callback at(String site, Callback callback) {
        return new Callback(site, callback.query(), callback.browser(), null);
    }
}
