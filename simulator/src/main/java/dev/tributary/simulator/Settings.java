package dev.tributary.simulator;

import dev.tributary.simulator.environment.Switches;
import dev.tributary.simulator.http.ContextPath;
import dev.tributary.simulator.oauth.Client;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What a builder has gathered. */
final class Settings {

    final Edition edition;
    final Switches switches = new Switches();
    final List<Client> clients = new ArrayList<>();
    final Set<String> users = new LinkedHashSet<>();
    int port;
    ContextPath contextPath = new ContextPath("");
    InetAddress bind = InetAddress.getLoopbackAddress();

    boolean localhostOnly;

    @Nullable
    URI baseUrl;

    @Nullable
    String controlToken;

    @Nullable
    SSLContext tls;

    @Nullable
    Path secretsFile = secretsFileOfTheProcess();

    Settings(Edition edition) {
        this.edition = edition;
    }

    private static @Nullable Path secretsFileOfTheProcess() {
        String file = System.getProperty(ConfluenceSimulator.SECRETS_FILE, "");
        return file.isEmpty() ? null : Path.of(file);
    }

    void check() {
        if (!bind.isLoopbackAddress() && controlToken == null) {
            throw new IllegalStateException("To listen on " + bind.getHostAddress()
                    + " a control token is needed: anybody could reach /simulator");
        }
    }

    URI baseUrl(int actualPort) {
        URI given = baseUrl;
        String scheme = tls == null ? "http" : "https";
        return given != null ? given : URI.create(scheme + "://localhost:" + actualPort + contextPath.value());
    }
}
