package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.http.Network;
import dev.tributary.http.RawServer;
import dev.tributary.http.RawServer.Reply;
import dev.tributary.http.TransportException;
import dev.tributary.http.TransportException.Kind;
import dev.tributary.http.Trust;
import dev.tributary.model.CallRefused;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that answers, but not with what was asked for. */
class BadAnswersTest {

    private static final String BEARER = "Authorization: Bearer";

    private Wobbly wiki;
    private Library library;
    private Tributary tributary;

    @BeforeEach
    void open() {
        wiki = new Wobbly();
        library = new Library(wiki.baseUrl());
        tributary = library.over(new Network(Trust.PLATFORM, null, Duration.ofSeconds(5), Duration.ofSeconds(10)));
    }

    @AfterEach
    void close() {
        tributary.close();
        wiki.close();
    }

    /** What is in the way, and what is said of it at the token endpoint and when asking whose a token is. */
    enum Bad {
        LOGIN_PAGE(
                "The token endpoint of site 'wiki' answered with neither tokens nor an error of OAuth (status 200). It is an HTML"
                        + " page, as of a login or a proxy in front of Confluence. Check sites.wiki.baseUrl. Try again in 10 s.",
                "sites.wiki.baseUrl: Asked whose a token is, Confluence answered with an HTML page instead of JSON"),
        BROKEN_JSON(
                "The token endpoint of site 'wiki' answered with neither tokens nor an error of OAuth (status 200). Check"
                        + " sites.wiki.baseUrl. Try again in 10 s.",
                "Site 'wiki' answered with broken JSON when asked whose a token is. Try again in 30 s."),
        TRUNCATED(
                "Site 'wiki' gave no usable answer: The connection to localhost:PORT broke before its answer was complete.",
                "Site 'wiki' gave no usable answer: The connection to localhost:PORT broke before its answer was complete."),
        FIVE_MEGABYTES(
                "Site 'wiki' gave no usable answer: The answer of localhost:PORT is larger than the 262144 bytes that are read",
                "Site 'wiki' gave no usable answer: The answer of localhost:PORT is larger than the 262144 bytes that are read"),
        GZIP_BOMB(
                "Site 'wiki' gave no usable answer: The answer of localhost:PORT is larger than the 262144 bytes that are read",
                "Site 'wiki' gave no usable answer: The answer of localhost:PORT is larger than the 262144 bytes that are read");

        private final String atTheTokenEndpoint;
        private final String askedWhoseATokenIs;

        Bad(String atTheTokenEndpoint, String askedWhoseATokenIs) {
            this.atTheTokenEndpoint = atTheTokenEndpoint;
            this.askedWhoseATokenIs = askedWhoseATokenIs;
        }

        Reply reply() {
            return switch (this) {
                case LOGIN_PAGE -> Wobbly.page("200 OK");
                case BROKEN_JSON -> Wobbly.brokenJson();
                case TRUNCATED -> Wobbly.truncated();
                case FIVE_MEGABYTES -> Wobbly.fiveMegabytes();
                case GZIP_BOMB -> Wobbly.gzipBomb();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void instead_of_tokens_for_a_code_it_connects_nobody_until_the_server_is_well(Bad bad) {
        wiki.at(Wobbly.TOKEN, bad.reply());

        TributaryException failure = Told.by(() -> Library.connect(tributary));

        assertThat(failure).isInstanceOf(Unavailable.class).hasMessageStartingWith(here(bad.atTheTokenEndpoint));
        assertThat(tributary.connection("alice", "wiki")).isEmpty();
        wiki.well();
        assertThat(Library.connect(tributary).isActive()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void instead_of_a_user_it_connects_nobody_and_what_was_issued_is_revoked(Bad bad) {
        wiki.at(Wobbly.WHO_AM_I, bad.reply());

        assertThat(Told.by(() -> Library.connect(tributary))).hasMessageStartingWith(here(bad.askedWhoseATokenIs));

        assertThat(tributary.connection("alice", "wiki")).isEmpty();
        assertThat(wiki.server.received()).anyMatch(request -> request.contains("/revoke"));
        assertThat(Told.by(() -> Library.connectByToken(tributary)))
                .hasMessageStartingWith(here(bad.askedWhoseATokenIs));
        wiki.well();
        assertThat(Library.connectByToken(tributary).isActive()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void instead_of_a_renewed_pair_it_harms_no_connection(Bad bad) {
        Connection connection = Library.connect(tributary);
        wiki.at(Wobbly.TOKEN, bad.reply());

        TributaryException failure = Told.by(() -> library.renew(tributary, connection));

        assertThat(failure).isInstanceOf(Unavailable.class).hasMessageStartingWith(here(bad.atTheTokenEndpoint));
        assertThat(library.status(connection)).isEqualTo(Status.ACTIVE);
        wiki.well();
        library.awaitRecovery(tributary, connection);
    }

    @Test
    void a_call_that_is_answered_by_a_page_names_the_base_URL() {
        assertThat(afterConnecting(Wobbly.page("200 OK")))
                .isInstanceOfSatisfying(
                        Misconfigured.class,
                        failure -> assertThat(failure.key()).isEqualTo("sites.wiki.baseUrl"))
                .hasMessageStartingWith(
                        "sites.wiki.baseUrl: GET /rest/api/user/current was answered with an HTML page instead of JSON: a login"
                                + " page or a proxy answers in front of Confluence.");
    }

    @Test
    void a_call_that_is_answered_by_broken_JSON_may_be_tried_again() {
        assertThat(afterConnecting(Wobbly.brokenJson()))
                .isInstanceOf(Unavailable.class)
                .hasMessage(
                        "GET /rest/api/user/current was answered with JSON that is broken or not Confluence's. Try again"
                                + " in 10 s.");
    }

    @Test
    void a_call_whose_answer_breaks_off_may_be_tried_again() {
        assertThat(afterConnecting(Wobbly.truncated()))
                .isInstanceOf(Unavailable.class)
                .hasMessageStartingWith(
                        here("Site 'wiki' gave no usable answer to GET /rest/api/user/current: The connection to"
                                + " localhost:PORT broke before its answer was complete."));
    }

    @Test
    void a_call_whose_answer_would_not_fit_in_memory_is_left() {
        assertThat(afterConnecting(Wobbly.gzipBomb()))
                .isInstanceOf(Unavailable.class)
                .hasMessageStartingWith(
                        here("Site 'wiki' gave no usable answer to GET /rest/api/user/current: The answer of"
                                + " localhost:PORT is larger than the 16777216 bytes that are read of it."));
    }

    @Test
    void a_proxy_that_demands_a_password_of_its_own_is_told_and_the_token_is_renewed_once_at_most() {
        assertThat(afterConnecting(Wobbly.page("401 Unauthorized")))
                .isInstanceOf(CallRefused.class)
                .hasMessage(
                        "GET /rest/api/user/current was refused with status 401: Confluence rejects even a new token. Its"
                                + " user may be deactivated there, or a proxy removes the Authorization header.");
        assertThat(wiki.tokenRequests()).hasSize(2);
    }

    /** As Confluence answers client authentication by Basic, and proxies that want a login of their own. */
    @Test
    void a_page_that_refuses_at_the_token_endpoint_ends_no_grant() {
        Connection connection = Library.connect(tributary);
        wiki.at(Wobbly.TOKEN, Wobbly.page("401 Unauthorized"));

        assertThat(Told.by(() -> library.renew(tributary, connection)))
                .isInstanceOf(Unavailable.class)
                .hasMessageStartingWith(
                        "The token endpoint of site 'wiki' answered with neither tokens nor an error of OAuth (status 401). It"
                                + " is an HTML page");
        assertThat(library.status(connection)).isEqualTo(Status.ACTIVE);
        wiki.well();
        library.awaitRecovery(tributary, connection);
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_that_does_not_end_is_left_in_time(Dripping place) {
        Network impatient = new Network(Trust.PLATFORM, null, Duration.ofSeconds(5), Duration.ofMillis(900));
        try (Tributary hasty = library.over(impatient)) {
            wiki.at(place.path, Wobbly.drip());

            assertThat(Told.by(() -> Library.connect(hasty)))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageStartingWith(here(
                            "Site 'wiki' gave no usable answer: localhost:PORT gave no complete answer within 900 ms."))
                    .cause()
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            cause -> assertThat(cause.kind()).isEqualTo(Kind.TIMEOUT));
            assertThat(hasty.connection("alice", "wiki")).isEmpty();
        }
    }

    enum Dripping {
        TOKENS(Wobbly.TOKEN),
        USER(Wobbly.WHO_AM_I);

        private final String path;

        Dripping(String path) {
            this.path = path;
        }
    }

    @Test
    void a_renewal_whose_answer_does_not_end_harms_no_connection() {
        Connection connection = Library.connect(tributary);
        wiki.at(Wobbly.TOKEN, Wobbly.drip());

        assertThat(Told.by(() -> library.renew(tributary, connection)))
                .isInstanceOf(Unavailable.class)
                .hasMessageStartingWith("The token endpoint of site 'wiki' gave no answer in time.");

        assertThat(library.status(connection)).isEqualTo(Status.ACTIVE);
        wiki.well();
        library.awaitRecovery(tributary, connection);
    }

    @ParameterizedTest
    @EnumSource
    void a_redirect_is_not_followed_and_no_secret_reaches_where_it_leads(Redirect redirect) {
        Connection connection = Library.connect(tributary);
        try (RawServer elsewhere = new RawServer(RawServer.answering("200 OK", "application/json", "{}"))) {
            Reply away = Wobbly.redirect(redirect.status, elsewhere.uri().resolve(Wobbly.TOKEN));
            wiki.at(Wobbly.TOKEN, away);
            String saysWhat = "sites.wiki.baseUrl: The token endpoint redirects (status "
                    + redirect.status.substring(0, 3) + "), and secrets follow no redirect. Correct the address";

            assertThat(Told.by(() -> Library.connect(tributary)))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageStartingWith(saysWhat);
            assertThat(Told.by(() -> library.renew(tributary, connection)))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageStartingWith(saysWhat);
            wiki.at(Wobbly.WHO_AM_I, away);
            assertThat(Told.by(() -> Library.connectByToken(tributary)))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageStartingWith(
                            "sites.wiki.baseUrl: Asked whose a token is, Confluence answered with a redirect instead of JSON");

            assertThat(elsewhere.connections()).isZero();
            assertThat(library.status(connection)).isEqualTo(Status.ACTIVE);
            wiki.well();
            library.awaitRecovery(tributary, connection);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    enum Redirect {
        FOUND("302 Found"),
        WITH_THE_SAME_METHOD("307 Temporary Redirect"),
        FOR_EVER("308 Permanent Redirect");

        private final String status;

        Redirect(String status) {
            this.status = status;
        }
    }

    @Test
    void a_call_that_is_redirected_takes_its_token_nowhere() {
        try (RawServer elsewhere = new RawServer(RawServer.answering("200 OK", "application/json", "{}"))) {
            assertThat(afterConnecting(Wobbly.redirect("302 Found", elsewhere.uri())))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageStartingWith(
                            "sites.wiki.baseUrl: GET /rest/api/user/current was answered with a redirect");
            assertThat(elsewhere.connections()).isZero();
        }
        assertThat(wiki.server.received()).anyMatch(request -> request.contains(BEARER));
    }

    /** Connects, has calls answered like that, calls, sees that the connection has taken no harm, and calls again. */
    private TributaryException afterConnecting(Reply reply) {
        Connection connection = Library.connect(tributary);
        wiki.at(Wobbly.WHO_AM_I, reply);
        TributaryException failure = Told.by(() -> Library.call(tributary, connection));
        assertThat(library.status(connection)).isEqualTo(Status.ACTIVE);
        wiki.well();
        assertThat(Library.call(tributary, connection)).isEqualTo("alice");
        return failure;
    }

    private String here(String message) {
        return message.replace("PORT", Integer.toString(wiki.server.port()));
    }
}
