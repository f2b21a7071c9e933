package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.databases.Login;
import dev.tributary.databases.PostgresServer;
import dev.tributary.evidence.Evidence;
import dev.tributary.evidence.FreePort;
import dev.tributary.gateway.Front.Reply;
import dev.tributary.gateway.doctor.Check;
import dev.tributary.gateway.doctor.Checked;
import dev.tributary.gateway.doctor.Finding;
import dev.tributary.gateway.doctor.Report;
import dev.tributary.gateway.doctor.Severity;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.environment.Scope;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.store.Keyset;
import dev.tributary.store.jdbc.JdbcStore;
import dev.tributary.store.jdbc.SqliteFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Configurations, sites and what stands in between, each broken in one way: the doctor names it, and how to mend it. */
@SuppressWarnings("NullAway.Init")
class DoctorTest {

    private static final String ADDRESS = "sites.wiki.dataCenter.baseUrl";

    /** A secret is sent to nobody of whom these do not hold. */
    private static final Set<Check> UNKNOWN_SITE =
            EnumSet.of(Check.REACH, Check.SIMULATOR, Check.BASE_URL, Check.VERSION);

    @TempDir
    Path directory;

    private Patient patient;

    /** What is broken. */
    interface Harm {
        void to(Patient patient) throws Exception;
    }

    /**
     * One way to be broken.
     *
     * @param name what it is
     * @param edition where
     * @param before what is done before Confluence starts
     * @param after what is done afterwards
     * @param check the check that finds it
     * @param severity how bad it is
     * @param found a part of what is found
     * @param mend a part of the remedy
     */
    record Ill(
            String name,
            Edition edition,
            Harm before,
            Harm after,
            Check check,
            Severity severity,
            String found,
            String mend) {

        @Override
        public String toString() {
            return edition + " " + name;
        }
    }

    private static Ill dataCenter(String name, Harm harm, Check check, String found, String mend) {
        return new Ill(name, Edition.DATA_CENTER, harm, none -> {}, check, Severity.ERROR, found, mend);
    }

    private static Ill weak(String name, Harm harm, Check check, String found, String mend) {
        return new Ill(name, Edition.DATA_CENTER, harm, none -> {}, check, Severity.WARNING, found, mend);
    }

    private static Ill running(String name, Harm after, Check check, String found, String mend) {
        return new Ill(name, Edition.DATA_CENTER, none -> {}, after, check, Severity.ERROR, found, mend);
    }

    private static Ill cloud(String name, Harm harm, Check check, String found, String mend) {
        return new Ill(name, Edition.CLOUD, harm, none -> {}, check, Severity.ERROR, found, mend);
    }

    private static Harm answer(String path, UnaryOperator<Reply> change) {
        return patient -> patient.front.harm((asked, reply) -> asked.startsWith(path) ? change.apply(reply) : reply);
    }

    private static void ownTls(Patient patient, String... options) {
        Certificates.files(patient.directory, options);
        patient.publicUrl = patient.publicUrl.replace("http:", "https:");
        patient.more = "tls: { certificate: tls.pem, key: tls.key }\n";
    }

    static final List<Ill> ILLS = List.of(
            dataCenter(
                    "the context path is missing",
                    patient -> patient.contextPath = "/confluence",
                    Check.BASE_URL,
                    "the context path is wrong",
                    "/confluence."),
            dataCenter(
                    "the context path is too much",
                    patient -> patient.base += "/wiki",
                    Check.BASE_URL,
                    "the context path is wrong",
                    "Set " + ADDRESS + " to http://localhost:"),
            dataCenter(
                    "the address is that of Jira",
                    answer("/rest/applinks", reply -> reply.replacing("\"confluence\"", "\"jira\"")),
                    Check.BASE_URL,
                    "is 'jira', not Confluence",
                    "general configuration"),
            dataCenter(
                    "another program is there",
                    answer("/rest", reply -> Reply.of(200, "text/html", "<html>Intranet</html>")),
                    Check.BASE_URL,
                    "a page for people",
                    "let /rest through"),
            dataCenter(
                    "the address redirects",
                    answer("/rest", reply -> Reply.redirect("https://wiki.example.org/rest/applinks/1.0/manifest")),
                    Check.BASE_URL,
                    "redirects to https://wiki.example.org/",
                    "Set " + ADDRESS + " to https://wiki.example.org,"),
            dataCenter(
                    "Confluence is down behind its proxy",
                    answer("/", reply -> Reply.of(503, "text/html", "<html>Maintenance</html>")),
                    Check.BASE_URL,
                    "nothing works just now (status 503)",
                    "Start Confluence"),
            weak(
                    "Confluence takes another address for its own",
                    answer(
                            "/rest/applinks",
                            reply -> reply.replacing("\"url\" ?: ?\"[^\"]*\"", "\"url\":\"https://wiki.example.org\"")),
                    Check.BASE_URL,
                    "takes https://wiki.example.org for its base URL",
                    "Set " + ADDRESS + " to https://wiki.example.org"),
            dataCenter(
                    "Confluence is too old",
                    answer("/rest/applinks", reply -> reply.replacing("10\\.0\\.3", "7.13.20")),
                    Check.VERSION,
                    "version 7.13.20",
                    "Update Confluence to 7.17"),
            dataCenter(
                    "nobody listens",
                    patient -> patient.base = "http://localhost:" + FreePort.next(),
                    Check.REACH,
                    "refuses connections",
                    "baseUrl"),
            dataCenter(
                    "the host is unknown",
                    patient -> patient.base = "https://wiki.invalid",
                    Check.REACH,
                    "host name of wiki.invalid:443 is unknown",
                    "Correct baseUrl"),
            dataCenter(
                    "the certificate is trusted by nobody",
                    patient -> tls(patient, "-validity", "30", "-ext", "san=dns:localhost"),
                    Check.REACH,
                    "issued by 'CN=Example Root CA', whom nobody here trusts",
                    "Set caBundle to a PEM file"),
            dataCenter(
                    "the certificate is for another host",
                    patient -> {
                        tls(patient, "-validity", "30", "-ext", "san=dns:wiki.example.org");
                        patient.site += "    caBundle: ca.pem\n";
                    },
                    Check.REACH,
                    "is for 'wiki.example.org'",
                    "Correct the host name in baseUrl"),
            dataCenter(
                    "the certificate is over",
                    patient -> {
                        tls(patient, "-startdate", "-60d", "-validity", "30", "-ext", "san=dns:localhost");
                        patient.site += "    caBundle: ca.pem\n";
                    },
                    Check.REACH,
                    "ended on ",
                    "Have it renewed"),
            dataCenter(
                    "the simulator is not said to be one",
                    patient -> patient.site = "",
                    Check.SIMULATOR,
                    "is a simulator",
                    "sites.wiki.simulator: true"),
            weak(
                    "a real Confluence is said to be a simulator",
                    answer("/", reply -> reply.without("X-Tributary-Simulator")),
                    Check.SIMULATOR,
                    "and is none",
                    "Remove sites.wiki.simulator"),
            dataCenter(
                    "the client is unknown",
                    patient -> patient.clientId = "gatewya",
                    Check.AUTHORIZE,
                    "knows no client 'gatewya'",
                    "Copy client id and secret again"),
            dataCenter(
                    "the secret is wrong",
                    patient -> patient.environment.put("WIKI_SECRET", "secret-of-another"),
                    Check.CLIENT,
                    "The client secret is wrong",
                    "sites.wiki.dataCenter.clientSecret"),
            dataCenter(
                    "the secret is wrong, and told by 401",
                    patient -> {
                        patient.environment.put("WIKI_SECRET", "secret-of-another");
                        patient.confluence = builder -> builder.set(Switch.WRONG_SECRET_STATUS, "401");
                    },
                    Check.CLIENT,
                    "The client secret is wrong",
                    "sites.wiki.dataCenter.clientSecret"),
            weak(
                    "the gateway's certificate ends soon",
                    patient -> ownTls(patient, "-validity", "20", "-ext", "san=dns:localhost"),
                    Check.TLS,
                    "expires on",
                    "Have it renewed"),
            weak(
                    "the gateway's certificate is for another host",
                    patient -> ownTls(patient, "-ext", "san=dns:gateway.example.org,dns:*.localhost"),
                    Check.TLS,
                    "is not for localhost",
                    "subject alternative name"),
            dataCenter(
                    "the gateway's certificate has expired",
                    patient -> ownTls(patient, "-startdate", "-10d", "-validity", "3", "-ext", "san=dns:localhost"),
                    Check.TLS,
                    "has expired on",
                    "Put a new one in place"),
            dataCenter(
                    "others may read the key of the gateway's certificate",
                    patient -> {
                        ownTls(patient, "-ext", "san=dns:localhost");
                        Files.setPosixFilePermissions(
                                patient.directory.resolve("tls.key"), PosixFilePermissions.fromString("rw-r--r--"));
                    },
                    Check.TLS,
                    "is open to other users",
                    "chmod 600"),
            weak(
                    "the first of two secrets is wrong",
                    patient -> {
                        patient.secrets = "[\"${OTHER_SECRET}\", \"${WIKI_SECRET}\"]";
                        patient.environment.put("OTHER_SECRET", "secret-of-another");
                    },
                    Check.CLIENT,
                    "Of the two client secrets the first is refused",
                    "sites.wiki.dataCenter.clientSecret"),
            weak(
                    "the second of two secrets is wrong",
                    patient -> {
                        patient.secrets = "[\"${WIKI_SECRET}\", \"${OTHER_SECRET}\"]";
                        patient.environment.put("OTHER_SECRET", "secret-of-another");
                    },
                    Check.CLIENT,
                    "Of the two client secrets the second is refused",
                    "take it out of sites.wiki.dataCenter.clientSecret"),
            dataCenter(
                    "both secrets are wrong",
                    patient -> {
                        patient.secrets = "[\"${OTHER_SECRET}\", \"${WIKI_SECRET}\"]";
                        patient.environment.put("OTHER_SECRET", "secret-of-another");
                        patient.environment.put("WIKI_SECRET", "secret-of-nobody");
                    },
                    Check.CLIENT,
                    "The client secret is wrong",
                    "sites.wiki.dataCenter.clientSecret"),
            dataCenter(
                    "the redirect URI is registered with a slash at the end",
                    patient -> patient.redirectSuffix = "/",
                    Check.AUTHORIZE,
                    "/callback/wiki is not the registered one",
                    "Enter exactly http://localhost:"),
            dataCenter(
                    "the redirect URI is another one, and bad codes are invalid requests",
                    patient -> {
                        patient.redirectSuffix = "/";
                        patient.confluence = builder -> builder.set(Switch.BAD_CODE, "invalid_request");
                    },
                    Check.AUTHORIZE,
                    "/callback/wiki is not the registered one",
                    "Enter exactly http://localhost:"),
            dataCenter(
                    "more is asked for than the link allows",
                    patient -> patient.client = registered -> registered.limitedTo(Scope.READ),
                    Check.SCOPES,
                    "does not allow WRITE; the most it allows is READ",
                    "sites.wiki.scopes: [READ]"),
            dataCenter(
                    "an app may ask for more than its site",
                    patient -> patient.app = "    scopes: { wiki: [ADMIN] }\n",
                    Check.SCOPES,
                    "App 'portal' may ask for ADMIN",
                    "sites.wiki.scopes"),
            dataCenter(
                    "the authorization endpoint is not let through",
                    answer("/rest/oauth2", reply -> Reply.of(404, "text/html", "<html>404</html>")),
                    Check.AUTHORIZE,
                    "no authorization endpoint (status 404)",
                    "passes /rest/oauth2 on"),
            running(
                    "the token endpoint does not work",
                    patient -> patient.simulator
                            .faults()
                            .add(Fault.of(Fault.Action.STATUS).on("POST", "/rest/oauth2/latest/token")),
                    Check.CLIENT,
                    "neither tokens nor an error of OAuth (status 503)",
                    "down"),
            running(
                    "the token endpoint is a page",
                    patient -> patient.simulator
                            .faults()
                            .add(Fault.of(Fault.Action.HTML).on("POST", "/rest/oauth2/latest/token")),
                    Check.CLIENT,
                    "neither tokens nor an error of OAuth",
                    "Check sites.wiki.baseUrl"),
            weak(
                    "the redirect URI has an address for a host",
                    patient -> {
                        patient.publicUrl = patient.publicUrl.replace("localhost", "127.0.0.1");
                        patient.confluence = builder -> builder.set(Switch.LOOPBACK_ADDRESS_REDIRECT, "on");
                    },
                    Check.REDIRECT_URI,
                    "http with the host 127.0.0.1",
                    "Write localhost in publicUrl"),
            dataCenter(
                    "the port of the redirect URI is open",
                    patient -> patient.publicUrl = "http://localhost:0",
                    Check.REDIRECT_URI,
                    "publicUrl has port 0",
                    "Give publicUrl a port"),
            weak(
                    "this machine's clock is ahead",
                    patient -> patient.ahead = Duration.ofMinutes(10),
                    Check.CLOCK,
                    " s ahead",
                    "NTP"),
            weak(
                    "this machine's clock is behind",
                    patient -> patient.ahead = Duration.ofMinutes(-10),
                    Check.CLOCK,
                    " s behind",
                    "NTP"),
            weak(
                    "a proxy takes X-AUSERNAME away",
                    answer("/", reply -> reply.without("X-AUSERNAME")),
                    Check.PROXY,
                    "no X-AUSERNAME",
                    "pass the response header X-AUSERNAME on"),
            dataCenter(
                    "a proxy caches the REST API",
                    answer("/rest/api", reply -> reply.with("Age", "42")),
                    Check.PROXY,
                    "A cache in front of Confluence",
                    "cache nothing below /rest"),
            dataCenter(
                    "a single sign-on stands before the REST API",
                    answer("/rest/api", reply -> Reply.redirect("https://sso.example.org/login")),
                    Check.PROXY,
                    "The REST API redirects (status 302)",
                    "let /rest through"),
            dataCenter(
                    "Confluence does not know its proxy",
                    answer(
                            "/rest/oauth2/latest/authorize",
                            reply -> Reply.redirect("http://localhost:8090/plugins/servlet/oauth2/consent")),
                    Check.PROXY,
                    "sends browsers to http://localhost:8090",
                    "proxyName"),
            weak(
                    "an app's key is short",
                    patient -> patient.environment.put("PORTAL_KEY", "trib_0123456789abcdef"),
                    Check.APP_KEYS,
                    "shorter than 256 bits",
                    "openssl rand -hex 32"),
            dataCenter(
                    "the issuer's keys are not where they should be",
                    patient -> issuer(patient, 404, "<html></html>"),
                    Check.ISSUERS,
                    "is no JWK set (status 404)",
                    "apps.portal.jwt.jwks"),
            dataCenter(
                    "nobody listens where the issuer's keys should be",
                    patient -> jwks(patient, FreePort.next()),
                    Check.ISSUERS,
                    "refuses connections",
                    "Check apps.portal.jwt.jwks"),
            dataCenter(
                    "the issuer signs by another algorithm",
                    patient -> issuer(patient, 200, "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"a\"}]}"),
                    Check.ISSUERS,
                    "no key for ES256, PS256, RS256",
                    "apps.portal.jwt.algorithms"),
            dataCenter(
                    "the simulator's secret is used elsewhere",
                    patient -> {
                        patient.site = "";
                        patient.environment.put("WIKI_SECRET", "tributary-secret");
                    },
                    Check.CONFIGURATION,
                    "the simulator's secret, which everybody knows",
                    "take the secret from there"),
            dataCenter(
                    "a key of the file is misspelt",
                    patient -> patient.site += "    propxy: localhost:3128\n",
                    Check.CONFIGURATION,
                    "There is no such key",
                    "'proxy'"),
            dataCenter(
                    "something else listens at the public URL",
                    patient -> {
                        HttpServer other = HttpServer.create(new InetSocketAddress("localhost", 0), 1);
                        other.start();
                        patient.parts.add(() -> other.stop(0));
                        patient.publicUrl =
                                "http://localhost:" + other.getAddress().getPort();
                    },
                    Check.PUBLIC_URL,
                    "something else than this gateway (status 404)",
                    "correct publicUrl"),
            dataCenter(
                    "the public URL has an unknown host",
                    patient -> {
                        patient.publicUrl = "https://tributary.invalid";
                        patient.more = "listen: 127.0.0.1:0\n";
                    },
                    Check.PUBLIC_URL,
                    "tributary.invalid of publicUrl is unknown",
                    "name server"),
            running(
                    "a later version has changed the tables",
                    patient -> {
                        begin(patient);
                        Path file = patient.directory.resolve("tributary-data/tributary.db");
                        try (Connection connection = SqliteFile.open(file).getConnection();
                                Statement sql = connection.createStatement()) {
                            sql.execute("INSERT INTO tributary_schema_history SELECT 99, '99', 'later', type, script,"
                                    + " checksum, installed_by, installed_on, execution_time, success FROM"
                                    + " tributary_schema_history WHERE version = '1'");
                        }
                    },
                    Check.DATABASE,
                    "A later version of the gateway has changed the tables (to version 99)",
                    "Run the version that changed them"),
            running(
                    "the keyset is open to others",
                    patient -> {
                        begin(patient);
                        Files.setPosixFilePermissions(
                                patient.directory.resolve("tributary-keys/keyset.json"),
                                PosixFilePermissions.fromString("rw-r--r--"));
                    },
                    Check.KEYSET,
                    "is open to other users",
                    "Run: chmod 600 "),
            running(
                    "the keyset is gone",
                    patient -> {
                        begin(patient);
                        Files.delete(patient.directory.resolve("tributary-keys/keyset.json"));
                    },
                    Check.KEYSET,
                    "is missing, and the store holds tokens",
                    "Restore it from the backup"),
            running(
                    "the keyset is another one",
                    patient -> {
                        begin(patient);
                        Path file = patient.directory.resolve("tributary-keys/keyset.json");
                        Files.delete(file);
                        Keyset.file(file).keyset(true);
                    },
                    Check.KEYSET,
                    "keyset",
                    "estore"),
            new Ill(
                    "the keyset lies beside the database",
                    Edition.DATA_CENTER,
                    patient -> patient.more = "keyset: tributary-data/keyset.json\n",
                    none -> {},
                    Check.KEYSET,
                    Severity.WARNING,
                    "lies beside the database",
                    "another directory"),
            running(
                    "the database is open to others",
                    patient -> {
                        begin(patient);
                        Files.setPosixFilePermissions(
                                patient.directory.resolve("tributary-data"),
                                PosixFilePermissions.fromString("rwxr-xr-x"));
                    },
                    Check.DATABASE,
                    "is open to other users",
                    "chmod 700"),
            dataCenter(
                    "the database server is away",
                    patient -> server(patient, "jdbc:postgresql://localhost:" + FreePort.next() + "/tributary", "x"),
                    Check.DATABASE,
                    "does not answer: nobody listens there",
                    "Start it, or correct store.url"),
            dataCenter(
                    "the database server refuses the password",
                    patient -> server(patient, PostgresServer.newLogin().url(), "not-the-password"),
                    Check.DATABASE,
                    "refuses the user",
                    "set the right password"),
            cloud(
                    "the secret is wrong",
                    patient -> patient.environment.put("WIKI_SECRET", "secret-of-another"),
                    Check.CLIENT,
                    "The client secret is wrong",
                    "developer console"),
            cloud(
                    "the client is unknown",
                    patient -> patient.clientId = "gatewya",
                    Check.AUTHORIZE,
                    "knows no client 'gatewya'",
                    "developer console"),
            cloud(
                    "the redirect URI is not the registered one",
                    patient -> patient.redirectSuffix = "/",
                    Check.AUTHORIZE,
                    "is not the registered one",
                    "Enter exactly http://localhost:"),
            cloud(
                    "a scope is not enabled",
                    patient -> {
                        patient.scopes = "    scopes: [read:me, read:page:confluence, write:page:confluence]\n";
                        patient.client = registered -> registered.enabling("read:me", "read:page:confluence");
                    },
                    Check.SCOPES,
                    "permissions of these scopes: write:page:confluence.",
                    "developer console"),
            cloud(
                    "the simulator is not said to be one",
                    patient -> patient.site = "",
                    Check.SIMULATOR,
                    "is a simulator",
                    "sites.wiki.simulator: true"),
            cloud(
                    "the API host is none",
                    answer("/oauth/token/accessible-resources", reply -> Reply.of(404, "text/html", "<html></html>")),
                    Check.BASE_URL,
                    "no API of Atlassian's",
                    "sites.wiki.cloud.hosts.api"),
            cloud(
                    "nobody listens at the authorization host",
                    patient -> patient.auth = "http://localhost:" + FreePort.next(),
                    Check.AUTHORIZE,
                    "refuses connections",
                    "Check"));

    private static void tls(Patient patient, String... certificate) {
        int port = FreePort.next();
        patient.base = "https://localhost:" + port;
        patient.confluence = builder -> builder.port(port).https(Certificates.server(patient.directory, certificate));
    }

    private static void issuer(Patient patient, int status, String keys) throws IOException {
        HttpServer issuer = HttpServer.create(new InetSocketAddress("localhost", 0), 1);
        issuer.createContext("/", exchange -> {
            byte[] body = keys.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        patient.parts.add(() -> issuer.stop(0));
        jwks(patient, issuer.getAddress().getPort());
    }

    private static void jwks(Patient patient, int port) {
        patient.app = "    jwt: { issuer: 'https://login.example.org', audience: tributary, jwks: 'http://localhost:"
                + port + "/keys' }\n";
    }

    private static void server(Patient patient, String url, String password) {
        patient.environment.put("DATABASE_PASSWORD", password);
        patient.more = "store: {url: '" + url + "', user: tributary, password: '${DATABASE_PASSWORD}'}\n"
                + "keyset: tributary-keys/keyset.json\n";
    }

    /** What the first start of a gateway leaves. */
    private static void begin(Patient patient) {
        JdbcStore.open(
                SqliteFile.open(patient.directory.resolve("tributary-data/tributary.db")),
                Keyset.file(patient.directory.resolve("tributary-keys/keyset.json")));
    }

    private Patient patient(Edition edition) {
        patient = new Patient(edition, directory);
        return patient;
    }

    @AfterEach
    void end() throws Exception {
        patient.end();
    }

    @ParameterizedTest
    @FieldSource("ILLS")
    void each_is_named_with_its_remedy(Ill ill) throws Exception {
        Patient ailing = patient(ill.edition());
        ill.before().to(ailing);
        ailing.start();
        ill.after().to(ailing);

        Report report = ailing.examine();

        Evidence.answer(report.toString());
        assertThat(report.isHealthy()).isFalse();
        assertThat(report.findings()).as("%s", report.findings()).anySatisfy(finding -> {
            assertThat(finding.check()).isEqualTo(ill.check());
            assertThat(finding.severity()).isEqualTo(ill.severity());
            assertThat(finding.found()).contains(ill.found());
            assertThat(finding.mend()).contains(ill.mend());
            assertThat(finding.why()).endsWith(".");
        });
        assertThat(report.findings()).extracting(Finding::check).containsOnly(ill.check());
        if (ill.severity() == Severity.ERROR && UNKNOWN_SITE.contains(ill.check())) {
            assertThat(ailing.front.seen()).noneMatch(request -> request.startsWith("POST"));
        }
        assertThat(ailing.front.seen().stream().filter(request -> !request.startsWith("POST")))
                .noneMatch(request -> request.contains(Patient.SECRET));
        assertThat(report.toString()).doesNotContain(ailing.environment.get("WIKI_SECRET"), Patient.KEY);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void nothing_is_found_where_all_is_well_and_nothing_is_made(Edition edition) {
        Report report = patient(edition).start().examine();

        assertThat(report.findings()).isEmpty();
        assertThat(report.checks()).noneMatch(Checked::skipped);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void an_issuer_with_a_key_is_nothing_to_change() throws IOException {
        Patient well = patient(Edition.DATA_CENTER);
        issuer(well, 200, "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"sig\",\"x\":\"a\",\"y\":\"b\"}]}");

        Report report = well.start().examine();

        assertThat(report.findings()).isEmpty();
        assertThat(seen(report, Check.ISSUERS)).isEqualTo("their keys are there");
    }

    @Test
    void http_on_another_machine_is_told_with_what_comes_of_it() {
        Patient ailing = patient(Edition.DATA_CENTER);
        ailing.ownUrl = URI.create("http://wiki.example.org");
        ailing.base = "http://wiki.example.org";
        ailing.site += "    allowInsecureHttp: true\n    proxy: localhost:" + ailing.front.port() + "\n";

        Report report = ailing.start().examine();

        assertThat(report.findings()).as("%s", report.findings()).hasSize(2);
        assertThat(report.findings().get(0).found()).contains("http on another machine");
        assertThat(report.findings().get(1).check()).isEqualTo(Check.AUTHORIZE);
        assertThat(report.findings().get(1).found()).contains("its base URL is http");
        assertThat(report.findings().get(1).mend()).contains("served by https");
    }

    @Test
    void a_running_gateway_is_found_behind_what_stands_in_front_and_what_alters_paths_is_named() throws Exception {
        Patient well = patient(Edition.DATA_CENTER);
        try (Front outside = new Front()) {
            int port = FreePort.next();
            well.publicUrl = outside.uri().toString();
            well.more = "listen: " + port + "\n";
            well.start();
            outside.to(URI.create("http://localhost:" + port));
            assertThat(seen(well.examine(), Check.PUBLIC_URL)).contains("does not run yet behind it");

            try (Gateway gateway = Gateway.start(well.config())) {
                assertThat(gateway.uri()).hasPort(outside.port());
                Report healthy = well.examine();
                assertThat(healthy.findings()).isEmpty();
                assertThat(seen(healthy, Check.PUBLIC_URL)).contains("the gateway runs at " + outside.uri());
                assertThat(seen(healthy, Check.DATABASE)).startsWith("SQLite").contains("tables of version 1");
                assertThat(seen(healthy, Check.KEYSET)).contains("of this database");

                Map<String, UnaryOperator<String>> fronts = Map.of(
                        "//", Front::merged,
                        "%2F", path -> path.replace("%2F", "/"),
                        "/callback/", path -> path.replace("/callback/", "/elsewhere/"));
                fronts.forEach((sign, change) -> {
                    outside.paths(change);
                    assertThat(well.examine().findings()).singleElement().satisfies(finding -> {
                        assertThat(finding.check()).isEqualTo(Check.PUBLIC_URL);
                        assertThat(finding.found())
                                .contains(sign)
                                .contains("does not reach the gateway as it was sent");
                        assertThat(finding.mend()).contains("as it is");
                    });
                });
            }
        }
    }

    @Test
    void a_database_server_is_looked_at_and_left_as_it_is() {
        Login database = PostgresServer.newLogin();
        Patient well = patient(Edition.DATA_CENTER);
        server(well, database.url(), database.password());
        well.more = well.more.replace("user: tributary", "user: " + database.name());
        well.start();

        for (int look = 0; look < 2; look++) {
            Report report = well.examine();
            assertThat(report.findings()).isEmpty();
            assertThat(seen(report, Check.DATABASE)).startsWith("PostgreSQL").contains("empty");
        }
        Gateway.start(well.config()).close();

        Report report = well.examine();
        assertThat(report.findings()).isEmpty();
        assertThat(seen(report, Check.DATABASE)).contains("tables of version 1");
        assertThat(seen(report, Check.KEYSET)).contains("of this database");
        assertThat(report.toString()).doesNotContain(database.password());
    }

    private static String seen(Report report, Check check) {
        return report.checks().stream()
                .filter(checked -> checked.check() == check)
                .map(Checked::seen)
                .findFirst()
                .orElse("");
    }
}
