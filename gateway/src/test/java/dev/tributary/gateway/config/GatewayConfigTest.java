package dev.tributary.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.DataCenter;
import dev.tributary.gateway.config.AppConfig.Paths;
import dev.tributary.gateway.config.GatewayConfig.Listen;
import dev.tributary.gateway.config.GatewayConfig.Storage;
import dev.tributary.gateway.config.SiteConfig.Network;
import dev.tributary.model.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GatewayConfigTest {

    @TempDir
    Path directory;

    @Tag("C37")
    @Test
    void the_smallest_configuration_serves() {
        GatewayConfig config = Sample.read("""
                publicUrl: http://localhost:8081
                sites:  { wiki: { dataCenter: { baseUrl: "http://localhost:8090", clientId: my-app, clientSecret: "${WIKI_SECRET}" } } }
                apps:   { portal: { keys: ["${PORTAL_KEY}"], sites: [wiki], rights: [connect, proxy], returnUrls: ["http://localhost:8082/back"] } }
                """);

        assertThat(config.publicUrl()).isEqualTo(URI.create("http://localhost:8081"));
        assertThat(config.listen()).isEqualTo(new Listen("localhost", 8081));
        assertThat(config.storage())
                .isEqualTo(Storage.files(
                        Path.of("/etc/tributary/tributary-data/tributary.db"),
                        Path.of("/etc/tributary/tributary-keys/keyset.json")));
        assertThat(config.sites())
                .containsExactly(new SiteConfig(
                        "wiki",
                        DataCenter.at(URI.create("http://localhost:8090")),
                        new SiteConfig.Client("my-app", Secret.of(Sample.SECRET), List.of()),
                        Network.DIRECT,
                        false));
        assertThat(config.apps())
                .containsExactly(new AppConfig(
                        "portal",
                        List.of(AppKey.of(Sample.KEY)),
                        Set.of("wiki"),
                        Set.of(Right.CONNECT, Right.PROXY),
                        Set.of("http://localhost:8082/back"),
                        Map.of(),
                        null,
                        Paths.USUAL));
    }

    @Test
    void keys_and_issuers_have_their_limits() {
        String yaml = """
                trustedProxies: [127.0.0.1, "2001:db8::/32"]
                publicUrl: http://localhost:8081
                sites:
                  wiki:
                    dataCenter: { baseUrl: "http://localhost:8090", clientId: a, clientSecret: "${WIKI_SECRET}" }
                apps:
                  portal:
                    keys:
                      - ${PORTAL_KEY}
                      - { key: sha256:%s, rights: [proxy], readOnly: true, from: [10.0.0.0/8], users: [a*] }
                    jwt: { issuer: i, audience: a, jwks: "https://c/", algorithms: [ES384], userClaim: oid, leeway: 0s,
                           rights: [proxy], from: ["::1"], readOnly: true, timeouts: { connect: 1s } }
                    userAssertion: required
                    sites: [wiki]
                    rights: [proxy, export]
                  tokens-only:
                    jwt: { issuer: i, audience: b, jwks: "http://localhost:1/" }
                    sites: [wiki]
                    rights: [proxy, export]
                    readOnly: true
                """.formatted("0".repeat(64));

        GatewayConfig config = Sample.read(yaml);

        assertThat(config.trustedProxies())
                .containsExactly(AddressRange.read("127.0.0.1"), AddressRange.read("2001:db8::/32"));
        Access portal = config.apps().get(0).access();
        assertThat(portal.usersOnly()).isTrue();
        assertThat(portal.keys())
                .containsExactly(
                        new Access.Key(AppKey.of(Sample.KEY), Allowance.of(Set.of(Right.PROXY, Right.EXPORT), false)),
                        new Access.Key(
                                AppKey.ofHash("sha256:" + "0".repeat(64)),
                                new Allowance(
                                        Set.of(Right.PROXY),
                                        true,
                                        List.of(AddressRange.read("10.0.0.0/8")),
                                        List.of(new UserPattern("a*")))));
        assertThat(portal.issuer())
                .isEqualTo(new IssuerConfig(
                        new IssuerConfig.Name("i", "a"),
                        new IssuerConfig.Keys(
                                URI.create("https://c/"),
                                new Network(null, null, Duration.ofSeconds(1), Network.DIRECT.answer())),
                        Set.of("ES384"),
                        "oid",
                        Duration.ZERO,
                        new Allowance(Set.of(Right.PROXY), true, List.of(AddressRange.read("::1")), List.of())));
        Access tokensOnly = config.apps().get(1).access();
        assertThat(tokensOnly.keys()).isEmpty();
        assertThat(tokensOnly.usersOnly()).isFalse();
        assertThat(tokensOnly.issuer())
                .isEqualTo(new IssuerConfig(
                        new IssuerConfig.Name("i", "b"),
                        new IssuerConfig.Keys(URI.create("http://localhost:1/"), Network.DIRECT),
                        Set.of("RS256", "PS256", "ES256"),
                        "sub",
                        Duration.ofSeconds(30),
                        Allowance.of(Set.of(Right.PROXY, Right.EXPORT), true)));
    }

    @Test
    void every_key_is_read() throws IOException {
        Files.createFile(directory.resolve("ca.pem"));
        GatewayConfig config = GatewayConfig.parse(everything(), directory, Sample.ENVIRONMENT);

        assertThat(config.publicUrl()).isEqualTo(URI.create("https://tributary.example.org"));
        assertThat(config.listen()).isEqualTo(new Listen("127.0.0.1", 8081));
        assertThat(config.storage())
                .isEqualTo(Storage.files(directory.resolve("data/t.db"), Path.of("/etc/keys/keyset.json")));
        SiteConfig wiki = config.sites().get(0);
        DataCenter deployment = (DataCenter) wiki.deployment();
        assertThat(deployment.baseUrl()).isEqualTo(URI.create("http://wiki.example.org/confluence"));
        assertThat(deployment.endpoints().authorize()).isEqualTo(URI.create("http://sso.example.org/authorize?x=1"));
        assertThat(deployment.endpoints().token()).isEqualTo(URI.create("https://sso.example.org/token"));
        assertThat(deployment.endpoints().revoke()).isEqualTo(URI.create("https://sso.example.org/revoke"));
        assertThat(deployment.endpoints().whoAmI()).isEqualTo(URI.create("https://sso.example.org/me"));
        assertThat(deployment.endpoints().personalTokens()).isEqualTo(URI.create("https://sso.example.org/pat"));
        assertThat(deployment.basicPasswords()).isTrue();
        assertThat(config.sites().get(1).deployment())
                .isEqualTo(new Cloud(
                        Cloud.Hosts.ATLASSIAN,
                        URI.create("https://acme.atlassian.net"),
                        "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0001",
                        false));
        assertThat(wiki.client().scopes()).containsExactly("READ");
        assertThat(wiki.simulator()).isTrue();
        assertThat(wiki.network())
                .isEqualTo(new Network(
                        directory.resolve("ca.pem"),
                        InetSocketAddress.createUnresolved("proxy.example.org", 3128),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(1500)));
        AppConfig portal = config.apps().get(0);
        assertThat(portal.keys()).hasSize(2);
        assertThat(portal.rights()).containsExactlyInAnyOrder(Right.values());
        assertThat(portal.returnUrls())
                .containsExactlyInAnyOrder("https://portal.example.org/back?tab=1", "http://[::1]/");
        assertThat(portal.scopes()).isEqualTo(Map.of("wiki", List.of("READ", "WRITE")));
        assertThat(portal.connectPage()).isEqualTo(URI.create("https://portal.example.org/connect"));
        assertThat(portal.paths()).isEqualTo(new Paths(true, List.of("/rest/pat", "/rest/plugins/")));
    }

    private static String everything() {
        return """
                publicUrl: https://tributary.example.org/
                listen: 127.0.0.1:8081
                store: { sqlite: data/t.db }
                keyset: /etc/keys/keyset.json
                sites:
                  wiki:
                    dataCenter:
                      baseUrl: http://wiki.example.org/confluence/
                      clientId: my-app
                      clientSecret: ${WIKI_SECRET}
                      endpoints:
                        authorize: http://sso.example.org/authorize?x=1
                        token: https://sso.example.org/token
                        revoke: https://sso.example.org/revoke
                        whoAmI: https://sso.example.org/me
                        personalTokens: https://sso.example.org/pat
                    scopes: [READ]
                    caBundle: ca.pem
                    proxy: proxy.example.org:3128
                    timeouts: { connect: 2s, answer: PT1.5S }
                    allowInsecureHttp: true
                    allowBasicPasswords: true
                    simulator: true
                  cloud:
                    cloud:
                      clientId: my-app
                      clientSecret: ${WIKI_SECRET}
                      site: https://acme.atlassian.net
                      cloudId: 6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0001
                      offlineAccess: false
                apps:
                  portal:
                    keys:
                      - ${PORTAL_KEY}
                      - sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                    sites: [wiki, cloud]
                    rights:
                      [connect, proxy, personal-access-tokens, api-tokens, basic-passwords, service-accounts, export, admin]
                    returnUrls: [https://portal.example.org/back?tab=1, "http://[::1]/"]
                    scopes: { wiki: [READ, WRITE] }
                    connectPage: https://portal.example.org/connect
                    readOnly: true
                    unsafePaths: [/rest/pat, /rest/plugins/]
                """;
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost, localhost, 80",
        "http://localhost:0, localhost, 0",
        "http://127.0.0.1:9000, 127.0.0.1, 9000",
        "'http://[::1]:9000', ::1, 9000"
    })
    void listens_where_the_public_url_says(String publicUrl, String host, int port) {
        String yaml = Sample.with("http://localhost:8081", "'" + publicUrl + "'");

        assertThat(Sample.read(yaml).listen()).isEqualTo(new Listen(host, port));
    }

    @Test
    void a_port_alone_listens_on_this_machine_only() {
        assertThat(Sample.read(Sample.YAML + "listen: 8099\n").listen()).isEqualTo(new Listen("localhost", 8099));
    }

    @Test
    void any_value_may_come_from_the_environment() {
        String yaml = Sample.with("my-app", "${CLIENT}");
        Map<String, String> environment = Map.of("CLIENT", "their-app", "WIKI_SECRET", "x", "PORTAL_KEY", Sample.KEY);

        assertThat(GatewayConfig.parse(yaml, directory, environment)
                        .sites()
                        .get(0)
                        .client()
                        .id())
                .isEqualTo("their-app");
    }

    @Test
    void tells_confluence_the_callback_of_its_site() {
        GatewayConfig config = Sample.read(Sample.YAML);

        assertThat(config.sites().get(0).at(config.publicUrl()).registration().redirectUri())
                .isEqualTo(URI.create("http://localhost:8081/callback/wiki"));
    }

    @Test
    void reads_a_file_that_an_editor_of_windows_wrote() throws IOException {
        Path file = directory.resolve("tributary.yaml");
        Files.writeString(file, "\uFEFF" + Sample.YAML.replace("\n", "\r\n"));

        assertThat(GatewayConfig.read(file, Sample.ENVIRONMENT).storage().database())
                .isEqualTo(new Database.File(directory.resolve("tributary-data/tributary.db")));
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> GatewayConfig.read(directory.resolve("no.yaml"), Map.of()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("no.yaml");
    }

    @Test
    void a_file_in_another_encoding_is_refused() throws IOException {
        Path file = directory.resolve("tributary.yaml");
        Files.write(file, "# Über uns\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> GatewayConfig.read(file, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("The configuration is not a text in UTF-8. Save it as one.");
    }

    @Test
    void a_file_without_end_is_refused_and_not_read_to_its_end() {
        assertThatThrownBy(() -> GatewayConfig.read(Path.of("/dev/zero"), Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("The configuration is larger than 1 MiB. Is this the right file?");
    }
}
