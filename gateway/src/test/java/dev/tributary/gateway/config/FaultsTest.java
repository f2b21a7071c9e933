package dev.tributary.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can be wrong with a configuration, and the one line that an operator reads about it. */
final class FaultsTest {

    @Test
    void all_mistakes_of_a_file_are_told_at_once_in_its_order() {
        String yaml = """
                publicUrl: http://tributary.example.org
                sites:
                  wiki:
                    dataCenter:
                      baseUrl: localhost:8090
                      clientID: my-app
                      clientSecret: ${NOT_SET}
                apps:
                  portal:
                    keys: ["${PORTAL_KEY}"]
                    sites: [wikki]
                    rights: [conect]
                """;

        assertThatThrownBy(() -> Sample.read(yaml))
                .isInstanceOf(ConfigFaults.class)
                .hasMessage("""
                        The configuration has 7 faults:
                          line 1, column 12: publicUrl: http is for localhost only, because secrets would cross the network in clear. Use https.
                          line 5, column 7: sites.wiki.dataCenter.clientId: This is missing. Add it.
                          line 5, column 16: sites.wiki.dataCenter.baseUrl: Write an absolute URL such as https://wiki.example.org; a host name has no underscore.
                          line 6, column 7: sites.wiki.dataCenter.clientID: There is no such key. Did you mean 'clientId'?
                          line 7, column 21: sites.wiki.dataCenter.clientSecret: The environment variable NOT_SET is not set. Set it, or NOT_SET_FILE to the name of a file with the value, and start again.
                          line 11, column 13: apps.portal.sites[0]: There is no such site. Did you mean 'wiki'?
                          line 12, column 14: apps.portal.rights[0]: There is no such right. Did you mean 'connect'?""");
    }

    static Stream<Arguments> single() {
        return Stream.of(
                fault("publicUrl: http://localhost:8081\n", "", "1, 1: publicUrl: This is missing. Add it."),
                fault("http://localhost:8081", "", "1, 11: publicUrl: This is missing. Add it."),
                fault("http://localhost:8081", "[x]", "1, 12: publicUrl: Here must be a single value"),
                fault("http://localhost:8081", "https://t.example.org", "1, 1: listen: This is missing. With an https"),
                fault(
                        "http://localhost:8081",
                        "http://localhost:8081/t",
                        "1, 12: publicUrl: Give scheme, host and port only"),
                fault("sites: [wiki]", "sites: wiki", "11, 12: apps.portal.sites: Here must be a list"),
                fault("sites: [wiki]", "sites: []", "11, 12: apps.portal.sites: The list is empty. Add an entry."),
                fault(
                        "sites: [wiki]",
                        "sites: [wiki, wiki]",
                        "11, 19: apps.portal.sites[1]: This is in the list already."),
                fault(
                        "sites: [wiki]",
                        "sites: [wiki, ]\n    sites: [wiki]",
                        "12, 5: apps.portal.sites: This key is there twice."),
                fault("my-app", "' '", "6, 17: sites.wiki.dataCenter.clientId: This is empty. Give it a value."),
                fault(
                        "my-app",
                        "${EMPTY}",
                        "6, 17: sites.wiki.dataCenter.clientId: The environment variable EMPTY is not set."),
                fault(
                        "my-app",
                        "app-${WIKI_SECRET}",
                        "6, 17: sites.wiki.dataCenter.clientId: A variable is the whole value"),
                fault("  portal:\n", "  Portal:\n", "9, 3: apps.Portal: A name has lower-case letters"),
                fault(
                        "  wiki:\n",
                        "  wiki:\n    caBundle: no.pem\n",
                        "4, 15: sites.wiki.caBundle: There is no file of that name"),
                fault(
                        "  wiki:\n",
                        "  wiki:\n    caBundle: /\n",
                        "4, 15: sites.wiki.caBundle: There is no file of that name"),
                fault(
                        "  wiki:\n",
                        "  wiki:\n    caBundle:\n",
                        "4, 14: sites.wiki.caBundle: This is empty. Give it a value."),
                fault("  wiki:\n", "  wiki:\n    proxy: p:0\n", "4, 12: sites.wiki.proxy: Name the proxy's port"),
                fault("  wiki:\n", "  wiki:\n    proxy: http://p\n", "4, 12: sites.wiki.proxy: Write host:port"),
                fault(
                        "  wiki:\n",
                        "  wiki:\n    scopes: [READ, ALL]\n",
                        "4, 20: sites.wiki.scopes[1]: There is no such scope. Possible here: READ, WRITE, ADMIN, SYSTEM_ADMIN."),
                fault(
                        "  wiki:\n",
                        "  wiki:\n    simulator: yes\n",
                        "4, 16: sites.wiki.simulator: Write true or false."),
                fault(
                        "  wiki:\n",
                        "  wiki:\n    timeouts: {connect: 5}\n",
                        "4, 25: sites.wiki.timeouts.connect: Write a time such as 15s"),
                fault(
                        "  wiki:\n",
                        "  wiki:\n    timeouts: {answer: 11m}\n",
                        "4, 24: sites.wiki.timeouts.answer: Give a time between"),
                fault(
                        "  wiki:\n",
                        "  wiki:\n    timeouts: {read: 1s}\n",
                        "4, 16: sites.wiki.timeouts.read: There is no such key. Possible here: connect, answer."),
                fault("  wiki:\n", "  wiki:\n    server: {}\n", "4, 5: sites.wiki.server: There is no such key."),
                fault(
                        "  wiki:\n",
                        "  wiki:\n    cloud: {clientId: a, clientSecret: \"${PORTAL_KEY}\"}\n",
                        "6, 7: sites.wiki.dataCenter: A site is one of Data Center or of Cloud."),
                fault(
                        "http://localhost:8090",
                        "http://wiki.example.org",
                        "5, 16: sites.wiki.dataCenter.baseUrl: http is for localhost only",
                        "allowInsecureHttp: true"),
                fault(
                        "http://localhost:8090",
                        "https://w/?os_username=x",
                        "5, 16: sites.wiki.dataCenter.baseUrl: The base URL must have no query"),
                fault(
                        "http://localhost:8090",
                        "https://w/a/../b",
                        "5, 16: sites.wiki.dataCenter.baseUrl: The path must be the context path"),
                fault(
                        "my-app\n",
                        "my-app\n      endpoints: {token: http://sso.example.org/token}\n",
                        "7, 26: sites.wiki.dataCenter.endpoints.token: http is for localhost only"),
                fault(
                        "my-app\n",
                        "my-app\n      endpoints: {userinfo: https://x/}\n",
                        "7, 19: sites.wiki.dataCenter.endpoints.userinfo: There is no such key."),
                fault(
                        "rights: [connect, proxy]",
                        "rights: [{connect: 1}]",
                        "12, 14: apps.portal.rights[0]: Here must be a single value"),
                fault(
                        "    returnUrls: [\"http://localhost:8082/back\"]\n",
                        "",
                        "10, 5: apps.portal.returnUrls: This is missing, and the right 'connect' needs it."),
                fault(
                        "rights: [connect, proxy]",
                        "rights: [proxy]\n    scopes: {other: [READ]}",
                        "13, 14: apps.portal.scopes.other: There is no such key."),
                fault(
                        "rights: [connect, proxy]",
                        "rights: [proxy]\n    scopes: {wiki: [REED]}",
                        "13, 21: apps.portal.scopes.wiki[0]: There is no such scope. Did you mean 'READ'?"),
                fault(
                        "rights: [connect, proxy]",
                        "rights: [proxy]\n    scopes: {wiki: []}",
                        "13, 20: apps.portal.scopes.wiki: The list is empty."),
                fault(
                        "rights: [connect, proxy]",
                        "rights: [proxy]\n    connectPage: /connect",
                        "13, 18: apps.portal.connectPage: Write an absolute URL"),
                fault(
                        "rights: [connect, proxy]",
                        "rights: [proxy]\n    unsafePaths: [/rest/../x]",
                        "13, 19: apps.portal.unsafePaths[0]: Write a path as Confluence has it"),
                fault(
                        "rights: [connect, proxy]",
                        "rights: [proxy]\n    unsafePaths: [rest/pat]",
                        "13, 19: apps.portal.unsafePaths[0]: Write a path as Confluence has it"),
                fault(
                        "rights: [connect, proxy]",
                        "rights: [basic-passwords]",
                        "12, 13: apps.portal.rights: The right 'basic-passwords' is of no use",
                        "'allowBasicPasswords: true'"),
                fault(
                        "rights: [connect, proxy]",
                        "rights: [api-tokens]",
                        "12, 13: apps.portal.rights: The right 'api-tokens' is of no use",
                        "'cloud.site'"),
                fault(
                        "dataCenter:\n      baseUrl: http://localhost:8090\n",
                        "allowBasicPasswords: true\n    cloud:\n",
                        "4, 26: sites.wiki.allowBasicPasswords: Confluence Cloud takes no passwords."),
                fault(
                        "dataCenter:\n      baseUrl: http://localhost:8090\n",
                        "simulator: true\n    cloud:\n",
                        "6, 7: sites.wiki.cloud.hosts: A simulator is at an address of its own."),
                fault(
                        "dataCenter:\n      baseUrl: http://localhost:8090\n",
                        "simulator: true\n    cloud:\n      hosts: {auth: \"http://localhost:8091\"}\n",
                        "6, 14: sites.wiki.cloud.hosts: A simulator is at an address of its own."),
                fault(
                        "dataCenter:\n      baseUrl: http://localhost:8090\n",
                        "cloud:\n      cloudId: acme\n",
                        "5, 16: sites.wiki.cloud.cloudId: A cloud id has 36 letters"),
                fault(
                        "dataCenter:\n      baseUrl: http://localhost:8090\n",
                        "cloud:\n      site: https://acme.atlassian.net/wiki\n",
                        "5, 13: sites.wiki.cloud.site: Give scheme and host only"),
                fault("sites:\n", "listen: 70000\nsites:\n", "2, 9: listen: Write host:port"),
                fault(
                        "sites:\n",
                        "store: {sqlite: \"a\\0b\"}\nsites:\n",
                        "2, 17: store.sqlite: This is not the name of a file."),
                fault(
                        "sites:\n",
                        "store: {postgres: x}\nsites:\n",
                        "2, 9: store.postgres: There is no such key. Possible here: sqlite, url, user, password, connections."),
                fault(
                        "sites:\n",
                        "keyset: tributary-data/tributary.db\nsites:\n",
                        "2, 9: keyset: The database has this name already."),
                key(
                        ", unheardOf: 1",
                        "35: apps.portal.keys[0].unheardOf: There is no such key. Possible here: "
                                + "rights, readOnly, from, users, key."),
                key(", from: [example.org]", "42: apps.portal.keys[0].from[0]: Write an address or a range"),
                key(", from: [10.0.0.1/8]", "42: apps.portal.keys[0].from[0]: The address has bits beyond"),
                key(", from: []", "41: apps.portal.keys[0].from: The list is empty."),
                key(", users: []", "42: apps.portal.keys[0].users: The list is empty."),
                key(", rights: [export]", "44: apps.portal.keys[0].rights[0]: The app itself lacks this right."),
                key(", readOnly: yes", "45: apps.portal.keys[0].readOnly: Write true or false."),
                jwt("userAssertion: required", "20: apps.portal.userAssertion: There is no 'jwt' at this app"),
                jwt("userAssertion: yes", "20: apps.portal.userAssertion: Write required, or optional"),
                jwt(issuer("algorithms: [HS256]"), "68: apps.portal.jwt.algorithms[0]: With this algorithm whoever"),
                jwt(issuer("algorithms: [none]"), "68: apps.portal.jwt.algorithms[0]: With this algorithm whoever"),
                jwt(
                        issuer("algorithms: [RS255]"),
                        "68: apps.portal.jwt.algorithms[0]: There is no such algorithm. Did you mean 'RS256'?"),
                jwt(issuer("algorithms: []"), "67: apps.portal.jwt.algorithms: The list is empty."),
                jwt(issuer("leeway: 61s"), "63: apps.portal.jwt.leeway: A clock may be off by 60s at most."),
                jwt(issuer("rights: [admin]"), "64: apps.portal.jwt.rights[0]: The app itself lacks this right."),
                jwt(issuer("users: [a]"), "55: apps.portal.jwt.users: There is no such key."),
                jwt(issuer("caBundle: no.pem"), "65: apps.portal.jwt.caBundle: There is no file of that name"),
                jwt(
                        issuer("leeway: 0s").replace("https", "http"),
                        "41: apps.portal.jwt.jwks: http is for localhost only"),
                jwt("jwt: {issuer: i, audience: a}", "10: apps.portal.jwt.jwks: This is missing. Add it."),
                jwt("jwt: {issuer: i, jwks: \"https://c/\"}", "10: apps.portal.jwt.audience: This is missing."),
                fault("    keys: [\"${PORTAL_KEY}\"]\n", "", "10, 5: apps.portal.keys: This is missing. Add it."),
                fault(
                        "sites:\n",
                        "trustedProxies: [proxy]\nsites:\n",
                        "2, 18: trustedProxies[0]: Write an address or a range"),
                fault("sites:\n", "Sites: {}\nsites:\n", "2, 1: Sites: There is no such key. Did you mean 'sites'?"));
    }

    private static Arguments key(String more, String message) {
        return fault("[\"${PORTAL_KEY}\"]", "[{key: \"${PORTAL_KEY}\"" + more + "}]", "10, " + message);
    }

    private static Arguments jwt(String line, String message) {
        return fault("rights: [connect, proxy]", line + "\n    rights: [connect, proxy]", "12, " + message);
    }

    private static String issuer(String more) {
        return "jwt: {issuer: i, audience: a, jwks: \"https://c/\", " + more + "}";
    }

    /** What is written into the sample instead of what, and the beginning of the only fault that it makes. */
    private static Arguments fault(String before, String after, String... message) {
        return Arguments.of(before, after, message);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @MethodSource("single")
    void a_mistake_is_told_with_its_place_and_remedy(String before, String after, String[] message) {
        var faults = Sample.faults(Sample.with(before, after));

        assertThat(faults).hasSize(1);
        String told = faults.get(0).toString().replace("line ", "").replace(" column ", " ");
        assertThat(told).startsWith(message[0]).contains(message).matches(".*[.?]");
    }

    @Test
    void a_service_account_of_cloud_cannot_be_limited_by_an_app() {
        String yaml = Sample.with("dataCenter:\n      baseUrl: http://localhost:8090\n", "cloud:\n")
                .replace(
                        "rights: [connect, proxy]",
                        "rights: [service-accounts]\n    scopes: {wiki: [read:page:confluence]}");

        assertThat(Sample.faults(yaml))
                .singleElement()
                .asString()
                .contains("apps.portal.scopes: The app has the right 'service-accounts'");
    }

    @Test
    void a_file_without_sites_and_apps_serves_nobody() {
        assertThat(Sample.faults("publicUrl: http://localhost\nsites: {}\napps: {}\n"))
                .extracting(Fault::toString)
                .containsExactly(
                        "line 2, column 8: sites: There is nothing in it. Add an entry.",
                        "line 3, column 7: apps: There is nothing in it. Add an entry.");
    }

    @Test
    void an_empty_file_lacks_the_three_keys_that_every_file_has() {
        assertThat(Sample.faults("# nothing yet\n"))
                .extracting(Fault::key)
                .containsExactly("publicUrl", "sites", "apps");
    }

    @Test
    void a_list_of_what_is_no_mapping_is_told_and_read_on() {
        assertThat(Sample.faults("publicUrl: http://localhost\nsites: wiki\napps: [portal]\n"))
                .extracting(Fault::toString)
                .containsExactly(
                        "line 2, column 8: sites: Here must be keys with values, as in 'key: value'.",
                        "line 3, column 7: apps: Here must be keys with values, as in 'key: value'.");
    }

    @Tag("C14")
    @Test
    void an_issuer_with_its_audience_names_one_app() {
        String first = Sample.with("rights: [connect, proxy]", issuer("leeway: 1s") + "\n    rights: [connect, proxy]");
        String other = "  other: {%s, sites: [wiki], rights: [proxy]}\n";

        assertThat(Sample.faults(first + other.formatted(issuer("leeway: 2s"))))
                .extracting(Fault::toString)
                .singleElement()
                .asString()
                .startsWith(
                        "line 15, column 38: apps.other.jwt.audience: Another app has this issuer with this audience");
        assertThat(Sample.read(first + other.formatted(issuer("leeway: 2s").replace("audience: a", "audience: b")))
                        .apps())
                .hasSize(2);
    }

    @Test
    void two_apps_do_not_share_a_key() {
        String other = "  other: {keys: [\"${PORTAL_KEY}\"], sites: [wiki], rights: [proxy]}\n";

        assertThat(Sample.faults(Sample.YAML + other))
                .extracting(Fault::toString)
                .containsExactly(
                        "line 14, column 17: apps.other.keys: One of these keys is there twice, here or at another app."
                                + " Give each app keys of its own.");
    }
}
