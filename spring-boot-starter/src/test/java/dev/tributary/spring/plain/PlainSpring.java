package dev.tributary.spring.plain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.spring.Visitor;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The application with plain Spring Security, running against a Confluence. What it stores is in {@link #rows()}. */
final class PlainSpring implements AutoCloseable {

    private static final String NAME = "tributary";
    private static final String SECRET = "tributary-secret";

    private final ConfigurableApplicationContext context;
    private final URI address;

    private PlainSpring(ConfigurableApplicationContext context) {
        this.context = context;
        this.address = URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /**
     * Begins a Confluence whose secrets are not searched for in what the build leaves: plain Spring Security stores them as they are, and logs
     * them when it logs everything.
     */
    static ConfluenceSimulator.Builder confluence(Edition edition) {
        return ConfluenceSimulator.of(edition).secretsFile(Path.of("target", "plain-spring-secrets.txt"));
    }

    /** Starts it with everything as documented but the proof key, with which it cannot connect to Data Center at all. */
    static PlainSpring against(ConfluenceSimulator confluence, String... scopes) {
        return start(confluence, false, scopes);
    }

    /** Starts it with everything as documented. */
    static PlainSpring withProofKey(ConfluenceSimulator confluence, String... scopes) {
        return start(confluence, true, scopes);
    }

    private static PlainSpring start(ConfluenceSimulator confluence, boolean proofKey, String... scopes) {
        PlainSpring started = new PlainSpring(new SpringApplicationBuilder(PlainApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties(properties(confluence, List.of(scopes)))
                .properties("proof-key=" + proofKey)
                .run());
        confluence.clients().register(Client.of(NAME, SECRET, started.address + "/authorized/wiki"));
        return started;
    }

    private static Map<String, Object> properties(ConfluenceSimulator confluence, List<String> scopes) {
        boolean cloud = confluence.edition() == Edition.CLOUD;
        String provider = "spring.security.oauth2.client.provider.confluence.";
        String registration = "spring.security.oauth2.client.registration." + PlainApplication.REGISTRATION + ".";
        String authorize =
                cloud ? "/authorize?audience=api.atlassian.com&prompt=consent" : "/rest/oauth2/latest/authorize";
        return Map.ofEntries(
                Map.entry("server.port", 0),
                Map.entry("spring.autoconfigure.exclude", notPlain()),
                Map.entry("spring.datasource.url", "jdbc:sqlite::memory:"),
                Map.entry("spring.datasource.hikari.maximum-pool-size", 1),
                Map.entry("spring.sql.init.mode", "always"),
                Map.entry(
                        "spring.sql.init.schema-locations",
                        "classpath:org/springframework/security/oauth2/client/oauth2-client-schema.sql"),
                Map.entry(provider + "authorization-uri", confluence.baseUrl() + authorize),
                Map.entry(
                        provider + "token-uri",
                        confluence.baseUrl() + (cloud ? "/oauth/token" : "/rest/oauth2/latest/token")),
                Map.entry(registration + "provider", "confluence"),
                Map.entry(registration + "client-id", NAME),
                Map.entry(registration + "client-secret", SECRET),
                Map.entry(registration + "client-authentication-method", "client_secret_post"),
                Map.entry(registration + "authorization-grant-type", "authorization_code"),
                Map.entry(registration + "redirect-uri", "{baseUrl}/authorized/{registrationId}"),
                Map.entry(registration + "scope", String.join(",", scopes)));
    }

    /** The starter and Spring Session are on the class path of these tests, and an application as documented has neither. */
    private static String notPlain() {
        return ImportCandidates.load(AutoConfiguration.class, PlainSpring.class.getClassLoader())
                .getCandidates()
                .stream()
                .filter(name -> name.startsWith("dev.tributary.") || name.contains(".session."))
                .collect(Collectors.joining(","));
    }

    /** Returns somebody with a browser who has signed in to the application. */
    Visitor signedIn(String user) {
        return new Visitor(address).signIn(user);
    }

    /** Returns the path at which the application reads that address of Confluence's as whoever asks. */
    static String read(String uri) {
        return "/read?uri=" + URLEncoder.encode(uri, UTF_8);
    }

    /** Sends the visitor to Confluence, where that user consents, and back. */
    void connect(Visitor visitor, String confluenceUser) {
        URI callback = visitor.consent("/oauth2/authorization/" + PlainApplication.REGISTRATION, confluenceUser);
        assertThat(visitor.redirect(visitor.get(callback)).getQuery())
                .as("what Spring says of a code that it could not exchange")
                .isNull();
    }

    /** Returns every row of {@code oauth2_authorized_client}, without a token that is not in clear text. */
    List<Row> rows() {
        return context.getBean(JdbcTemplate.class)
                .query(
                        "SELECT principal_name, access_token_value, refresh_token_value FROM oauth2_authorized_client",
                        (row, number) -> new Row(
                                row.getString(1),
                                new String(row.getBytes(2), UTF_8),
                                new String(row.getBytes(3), UTF_8)));
    }

    /** Lets every access token be past its end, as far as the application knows. */
    void expire() {
        context.getBean(JdbcTemplate.class)
                .update("UPDATE oauth2_authorized_client SET access_token_issued_at = 0, access_token_expires_at = 1");
    }

    @Override
    public void close() {
        context.close();
    }

    /** A row of the table, its columns read as text. */
    record Row(String principal, String accessToken, String refreshToken) {}
}
