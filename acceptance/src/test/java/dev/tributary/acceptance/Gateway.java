package dev.tributary.acceptance;

import dev.tributary.evidence.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What it takes to run {@code tributary serve}: a directory with its configuration, and a port that was free a moment ago,
 * because Confluence has to be told of it first.
 *
 * @param directory where configuration, keyset and database are
 * @param port where it will listen
 */
record Gateway(Path directory, int port) {

    static final String APP_KEY = "trib_" + "0123456789abcdef".repeat(4);
    static final String CLIENT_SECRET = "a-secret-between-gateway-and-wiki";
    static final Map<String, String> ENVIRONMENT = Map.of("WIKI_SECRET", CLIENT_SECRET, "PORTAL_KEY", APP_KEY);

    static Gateway in(Path directory) {
        return new Gateway(directory, FreePort.next());
    }

    URI publicUrl() {
        return URI.create("http://localhost:" + port);
    }

    /** Starts a Confluence that the gateway is registered with. */
    TributaryProcess confluence(String... more) {
        return simulate("datacenter", more);
    }

    /** Starts a Confluence Cloud that the gateway is registered with. */
    TributaryProcess cloud() {
        return simulate("cloud");
    }

    private TributaryProcess simulate(String edition, String... more) {
        String client = "my-app:" + CLIENT_SECRET + ":" + publicUrl() + "/callback/wiki";
        String[] arguments = {"simulate", "--edition", edition, "--port", "0", "--client", client};
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return TributaryProcess.start(Map.of(), all);
    }

    /** Starts the gateway with the smallest configuration that serves, plus what is given of the site. */
    TributaryProcess serve(URI confluence, String siteMore) {
        return serve(confluence, siteMore, "", Map.of());
    }

    /** As above, with more of a configuration and what it takes from the environment. */
    TributaryProcess serve(URI confluence, String siteMore, String more, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(ENVIRONMENT);
        all.putAll(environment);
        return serve(more + """
                publicUrl: %s
                sites:  { wiki: { dataCenter: { baseUrl: "%s", clientId: my-app, clientSecret: "${WIKI_SECRET}" }%s } }
                apps:   { portal: { keys: ["${PORTAL_KEY}"], sites: [wiki], rights: [connect, proxy], returnUrls: ["http://localhost:8082/back"] } }
                """.formatted(publicUrl(), confluence, siteMore), all);
    }

    /** Starts the gateway before a Confluence Cloud whose hosts are all at one address. */
    TributaryProcess serveCloud(URI all, List<String> scopes) {
        return serve("""
                publicUrl: %1$s
                sites:
                  wiki:
                    cloud:
                      clientId: my-app
                      clientSecret: ${WIKI_SECRET}
                      hosts: { auth: "%2$s", api: "%2$s", account: "%2$s/manage-profile/apps" }
                    scopes: [%3$s]
                    simulator: true
                apps:   { portal: { keys: ["${PORTAL_KEY}"], sites: [wiki], rights: [connect, proxy], returnUrls: ["http://localhost:8082/back"] } }
                """.formatted(publicUrl(), all, String.join(", ", scopes)));
    }

    TributaryProcess serve(String configuration) {
        return serve(configuration, Map.of());
    }

    /** Starts the gateway with a configuration, and what it takes from the environment besides. */
    TributaryProcess serve(String configuration, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.putAll(more);
        try {
            Path config = Files.writeString(directory.resolve("tributary.yaml"), configuration);
            return TributaryProcess.start(environment, "serve", "--config", config.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts an application made of curl, which goes the whole way of a user. */
    TributaryProcess curl(Map<String, String> more) {
        Map<String, String> environment =
                new HashMap<>(Map.of("GATEWAY", publicUrl().toString(), "PORTAL_KEY", APP_KEY));
        environment.putAll(more);
        Path script = TributaryProcess.home().resolve("examples/gateway-curl/connect.sh");
        return TributaryProcess.start(List.of("sh", script.toString()), environment);
    }
}
