package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.http.Network;
import dev.tributary.http.Pki;
import dev.tributary.http.Trust;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that cannot be reached, or whose certificate will not do. */
class NoWayTest {

    /** A port of loopback where nobody listens. */
    private static final int CLOSED = 1;

    @TempDir
    static Path directory;

    private static Pki pki;
    private static LocalDate ended;

    @BeforeAll
    static void issue() {
        pki = new Pki(directory);
        ended = LocalDate.now(ZoneOffset.UTC).minusDays(10);
        pki.make("good", "CN=wiki", "-signer", "ca", "-ext", "san=dns:localhost");
        pki.make("self", "CN=wiki,O=Home", "-ext", "san=dns:localhost");
        pki.make("other", "CN=wiki", "-signer", "ca", "-ext", "san=dns:wiki.example.org");
        pki.make("old", "CN=wiki", "-startdate", "-40d", "-signer", "ca", "-ext", "san=dns:localhost");
    }

    @Test
    void where_nobody_listens_nobody_is_connected() {
        Library library = new Library(URI.create("http://localhost:" + CLOSED));

        assertConnectsNobody(
                library,
                "Site 'wiki' gave no usable answer: localhost:1 refuses connections, or no way leads there. Check baseUrl, and"
                        + " whether anybody listens there.");
    }

    @Test
    void a_host_name_that_nobody_knows_connects_nobody() {
        Library library = new Library(URI.create("https://wiki.invalid"));

        assertConnectsNobody(
                library,
                "Site 'wiki' gave no usable answer: The host name of wiki.invalid:443 is unknown. Correct baseUrl, or make the"
                        + " name known to this machine.");
    }

    private static void assertConnectsNobody(Library library, String message) {
        try (Tributary tributary = library.over(Network.DIRECT)) {
            assertThat(Told.by(() -> Library.connect(tributary)))
                    .isInstanceOf(Unavailable.class)
                    .hasMessage(message + " Try again in 10 s.");
            assertThat(Told.by(() -> Library.connectByToken(tributary)))
                    .isInstanceOf(Unavailable.class)
                    .hasMessage(message + " Try again in 30 s.");
            assertThat(tributary.connection("alice", "wiki")).isEmpty();
        }
    }

    @Test
    void a_server_that_has_gone_is_told_of_calls_and_renewals_and_harms_no_connection() {
        Wobbly wiki = new Wobbly();
        Library library = new Library(wiki.baseUrl());
        try (Tributary tributary = library.over(Network.DIRECT)) {
            Connection connection = Library.connect(tributary);
            wiki.close();
            String message =
                    "localhost:" + wiki.server.port() + " refuses connections, or no way leads there. Check baseUrl";

            assertThat(Told.by(() -> Library.call(tributary, connection)))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageStartingWith(
                            "Site 'wiki' gave no usable answer to GET /rest/api/user/current: " + message);
            assertThat(Told.by(() -> library.renew(tributary, connection)))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageStartingWith("Site 'wiki' gave no usable answer: " + message);

            assertThat(library.status(connection)).isEqualTo(Status.ACTIVE);
            assertThat(Told.by(() -> Library.call(tributary, connection))).isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void a_way_that_is_blocked_for_a_while_costs_no_connection() {
        Network blocked = Network.DIRECT.through(new InetSocketAddress("localhost", CLOSED));
        try (Wobbly wiki = new Wobbly()) {
            Library library = new Library(wiki.baseUrl());
            Connection connection;
            try (Tributary tributary = library.over(Network.DIRECT)) {
                connection = Library.connect(tributary);
            }
            try (Tributary tributary = library.over(blocked)) {
                assertThat(Told.by(() -> library.renew(tributary, connection)))
                        .isInstanceOf(Unavailable.class)
                        .hasMessageStartingWith(
                                "Site 'wiki' gave no usable answer: localhost:1 refuses connections, or no way leads there."
                                        + " Check proxy");
                assertThat(library.status(connection)).isEqualTo(Status.ACTIVE);
            }
            try (Tributary tributary = library.over(Network.DIRECT)) {
                library.awaitRecovery(tributary, connection);
            }
        }
    }

    /** A certificate, whom the application trusts, and what is said of it. */
    enum Bad {
        OF_AN_UNKNOWN_AUTHORITY(
                "good",
                "self",
                "sites.wiki.caBundle",
                "was issued by '" + Pki.AUTHORITY + "', whom nobody here trusts. Set caBundle to a PEM file with that"
                        + " authority's certificate."),
        SELF_SIGNED(
                "self",
                "ca",
                "sites.wiki.caBundle",
                "is self-signed ('CN=wiki,O=Home'). If that is the right server, set caBundle to a PEM file with this very"
                        + " certificate."),
        FOR_ANOTHER_HOST(
                "other",
                "ca",
                "sites.wiki.baseUrl",
                "is for 'wiki.example.org'. Correct the host name in baseUrl, or have the certificate issued anew."),
        EXPIRED(
                "old",
                "ca",
                "sites.wiki.baseUrl",
                "ended on DAY. Have it renewed where that server runs, and check this machine's clock.");

        private final String certificate;
        private final String trusted;
        private final String setting;
        private final String saying;

        Bad(String certificate, String trusted, String setting, String saying) {
            this.certificate = certificate;
            this.trusted = trusted;
            this.setting = setting;
            this.saying = saying;
        }

        void assertTold(TributaryException failure, Wobbly wiki) {
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            Misconfigured.class,
                            misconfigured -> assertThat(misconfigured.key()).isEqualTo(setting))
                    .hasMessage(
                            "%s: The certificate of localhost:%d %s",
                            setting, wiki.server.port(), saying.replace("DAY", ended.toString()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_that_will_not_do_connects_nobody_and_nothing_is_sent(Bad bad) {
        try (Wobbly wiki = new Wobbly(pki.server(bad.certificate, 1));
                Tributary tributary = new Library(wiki.baseUrl()).over(trusting(bad.trusted))) {
            bad.assertTold(Told.by(() -> Library.connect(tributary)), wiki);
            bad.assertTold(Told.by(() -> Library.connectByToken(tributary)), wiki);

            assertThat(tributary.connection("alice", "wiki")).isEmpty();
            assertThat(wiki.server.received()).isEmpty();
        }
    }

    @Test
    void an_authority_that_is_trusted_no_more_harms_no_connection_and_is_named() {
        try (Wobbly wiki = new Wobbly(pki.server("good", 1))) {
            Library library = new Library(wiki.baseUrl());
            Connection connection;
            try (Tributary tributary = library.over(trusting("ca"))) {
                connection = Library.connect(tributary);
            }
            int before = wiki.server.received().size();
            try (Tributary tributary = library.over(trusting("self"))) {
                Bad.OF_AN_UNKNOWN_AUTHORITY.assertTold(Told.by(() -> Library.call(tributary, connection)), wiki);
                Bad.OF_AN_UNKNOWN_AUTHORITY.assertTold(Told.by(() -> library.renew(tributary, connection)), wiki);
                assertThat(library.status(connection)).isEqualTo(Status.ACTIVE);
                assertThat(wiki.server.received()).hasSize(before);
            }
            try (Tributary tributary = library.over(trusting("ca"))) {
                library.awaitRecovery(tributary, connection);
            }
        }
    }

    @Test
    void with_the_authority_in_the_bundle_the_whole_journey_runs_over_TLS() {
        try (ConfluenceSimulator confluence =
                ConfluenceSimulator.dataCenter().https(pki.server("good", 1)).start()) {
            Library library = new Library(confluence.baseUrl());
            try (Tributary tributary = library.over(trusting("ca"))) {
                AuthorizationRequest request =
                        tributary.authorize("alice", "wiki").begin();
                URI arrived =
                        new SimulatedBrowser("alice", "alice", pki.client("ca")).approve(request.uri(), Desk.REDIRECT);
                Connection connection = tributary.complete(Desk.arrived(arrived, request.browser()), "alice");
                Secret first = tributary.accessToken(connection, Duration.ZERO);

                assertThat(Library.call(tributary, connection)).isEqualTo("alice");
                library.renew(tributary, connection);
                assertThat(tributary.accessToken(connection, Duration.ZERO)).isNotEqualTo(first);
                assertThat(tributary.disconnect(connection).revocation()).isEqualTo(Revocation.REVOKED);
            }
        }
    }

    private static Network trusting(String alias) {
        return Network.DIRECT.trusting(Trust.caBundle(pki.pem(alias)));
    }
}
