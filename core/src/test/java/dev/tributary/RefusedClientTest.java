package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.http.Network;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.model.TributaryException;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.oauth.Client;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An application link in Confluence, or Confluence's own base URL, that differs from what is set here. */
class RefusedClientTest {

    private static final String SECOND_REDIRECT = "http://localhost:8080/second";
    private static final Client LINK = Client.of("tributary", "tributary-secret", Desk.REDIRECT, SECOND_REDIRECT);

    private ConfluenceSimulator confluence;
    private Desk desk;

    @BeforeEach
    void open() {
        confluence = ConfluenceSimulator.dataCenter().client(LINK).start();
        desk = new Desk(confluence);
    }

    @AfterEach
    void close() {
        desk.close();
        confluence.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"400", "401"})
    void a_wrong_client_secret_is_told_with_its_setting(String status) {
        confluence.switches().set(Switch.WRONG_SECRET_STATUS, status);
        try (Desk wrong = deskWith("tributary", "a-secret-that-is-none", Desk.REDIRECT)) {
            Callback callback = Desk.approved("alice", wrong.begin("alice"));

            assertRefusesClient(Told.by(() -> wrong.tributary.complete(callback, "alice")));

            assertThat(wrong.tributary.connection("alice", "wiki")).isEmpty();
        }
    }

    @Test
    void an_application_link_that_was_deleted_between_consent_and_code_is_told_with_its_setting() {
        Callback callback = Desk.approved("alice", desk.begin("alice"));
        confluence.clients().remove("tributary");

        assertRefusesClient(Told.by(() -> desk.tributary.complete(callback, "alice")));
    }

    @Test
    void an_application_link_that_was_deleted_costs_no_connection_before_it_is_back() {
        Library library = new Library(confluence.baseUrl());
        try (Tributary tributary = library.over(Network.DIRECT)) {
            AuthorizationRequest request = tributary.authorize("alice", "wiki").begin();
            Connection connection = tributary.complete(Desk.approved("alice", request), "alice");
            confluence.clients().remove("tributary");

            assertRefusesClient(Told.by(() -> library.renew(tributary, connection)));

            assertThat(library.status(connection)).isEqualTo(Status.ACTIVE);
            confluence.clients().register(LINK);
            library.awaitRecovery(tributary, connection);
        }
    }

    private static void assertRefusesClient(TributaryException failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        Misconfigured.class,
                        misconfigured -> assertThat(misconfigured.key()).isEqualTo("sites.wiki.clientSecret"))
                .hasMessage(
                        "sites.wiki.clientSecret: Confluence refused client id or secret (invalid_client). Copy both again"
                                + " from where the application is registered.");
    }

    /** Confluence must not send a browser to an address that it cannot trust, and says so on a page of its own. */
    @ParameterizedTest
    @CsvSource({"nobody, http://localhost:8080/callback", "tributary, http://localhost:8080/unknown"})
    void a_client_or_a_redirect_that_Confluence_does_not_know_ends_on_its_own_page(String client, String redirect) {
        try (Desk wrong = deskWith(client, "tributary-secret", redirect)) {
            AuthorizationRequest request = wrong.begin("alice");

            Exchange end = new SimulatedBrowser("alice", "alice").approve(request.uri());

            assertThat(end.uri().toString()).startsWith(confluence.baseUrl() + "/plugins/servlet/oauth2/error");
            assertThat(wrong.tokenRequests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_grant", "invalid_request"})
    void a_redirect_that_differs_from_the_one_consented_to_is_told_to_the_operator(String error) {
        confluence.switches().set(Switch.BAD_CODE, error);
        AuthorizationRequest request = desk.begin("alice");
        URI altered = URI.create(request.uri().toString().replace(encoded(Desk.REDIRECT), encoded(SECOND_REDIRECT)));
        URI arrived = new SimulatedBrowser("alice", "alice").approve(altered, SECOND_REDIRECT);
        Callback callback = Desk.arrived(arrived, request.browser());

        assertRefusesCode(Told.by(() -> desk.tributary.complete(callback, "alice")));

        assertThat(desk.liveGrants()).isZero();
        assertThat(desk.tributary.connection("alice", "wiki")).isEmpty();
    }

    @Test
    void a_base_URL_without_TLS_that_Confluence_refuses_ends_on_its_own_page() {
        try (ConfluenceSimulator insecure = withoutTls();
                Desk there = new Desk(insecure, at(insecure))) {
            Exchange end = new SimulatedBrowser("alice", "alice")
                    .approve(there.begin("alice").uri());

            assertThat(end.uri().toString()).contains("/plugins/servlet/oauth2/error?cause=base-url");
        }
    }

    @Test
    void a_base_URL_that_Confluence_begins_to_refuse_is_told_to_the_operator_and_costs_no_connection() {
        try (ConfluenceSimulator insecure = withoutTls()) {
            Library library = new Library(local(insecure));
            try (Tributary tributary = library.over(Network.DIRECT)) {
                insecure.switches().set(Switch.HTTP_BASE_URL, "on");
                AuthorizationRequest one = tributary.authorize("alice", "wiki").begin();
                Connection connection = tributary.complete(Desk.approved("alice", one), "alice");
                AuthorizationRequest two = tributary.authorize("alice", "wiki").begin();
                Callback callback = Desk.approved("alice", two);
                insecure.switches().set(Switch.HTTP_BASE_URL, "off");

                assertRefusesCode(Told.by(() -> tributary.complete(callback, "alice")));
                assertThat(Told.by(() -> library.renew(tributary, connection)))
                        .isInstanceOfSatisfying(
                                Misconfigured.class,
                                failure -> assertThat(failure.key()).isEqualTo("sites.wiki.baseUrl"))
                        .hasMessage(
                                "sites.wiki.baseUrl: Confluence refused the request itself (invalid_request). Compare the"
                                        + " base URL set in Confluence, which has to be https, and the redirect URL of the"
                                        + " application link with what is set here.");

                assertThat(library.status(connection)).isEqualTo(Status.ACTIVE);
                insecure.switches().set(Switch.HTTP_BASE_URL, "on");
                library.awaitRecovery(tributary, connection);
            }
        }
    }

    private static void assertRefusesCode(TributaryException failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        AuthorizationFailed.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.CODE_REFUSED))
                .hasMessage(
                        "Connecting to site 'wiki' failed. Confluence refused the code. Start again. If it does so again,"
                                + " tell the operator that the redirect URL or the base URL may differ from the application link in"
                                + " Confluence.");
    }

    private static ConfluenceSimulator withoutTls() {
        return ConfluenceSimulator.dataCenter()
                .baseUrl(URI.create("http://wiki.example.org"))
                .start();
    }

    private static URI local(ConfluenceSimulator insecure) {
        return URI.create("http://localhost:" + insecure.port());
    }

    private static Site at(ConfluenceSimulator insecure) {
        return Site.dataCenter("wiki", local(insecure), Desk.registration(List.of()));
    }

    private Desk deskWith(String client, String secret, String redirect) {
        ClientRegistration registration =
                new ClientRegistration(client, Secret.of(secret), URI.create(redirect), List.of());
        return new Desk(confluence, Site.dataCenter("wiki", confluence.baseUrl(), registration));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
