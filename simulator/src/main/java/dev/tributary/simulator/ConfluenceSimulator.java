package dev.tributary.simulator;

import dev.tributary.simulator.access.PersonalTokens;
import dev.tributary.simulator.cloud.ApiTokens;
import dev.tributary.simulator.cloud.Sites;
import dev.tributary.simulator.control.Faults;
import dev.tributary.simulator.control.RequestJournal;
import dev.tributary.simulator.environment.SimulatedClock;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.Switches;
import dev.tributary.simulator.environment.Users;
import dev.tributary.simulator.http.ContextPath;
import dev.tributary.simulator.http.HttpKernel;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.Clients;
import dev.tributary.simulator.oauth.Grants;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import javax.net.ssl.SSLContext;

/**
 * A running Confluence. Started by {@link #dataCenter()} or {@link #cloud()}, ended by {@link #close()}; thread-safe.
 *
 * <p>It listens on loopback. Everything that can be done to it over HTTP under {@code /simulator} can be done here as well.
 */
public final class ConfluenceSimulator implements AutoCloseable {

    /** The system property that names the {@link Builder#secretsFile} of every simulator of a process. */
    public static final String SECRETS_FILE = "tributary.simulator.secrets";

    private final Installation installation;
    private final HttpKernel kernel;
    private final URI baseUrl;

    private ConfluenceSimulator(Settings settings) {
        installation = switch (settings.edition) {
            case DATA_CENTER -> new DataCenter(settings, this::baseUrl);
            case CLOUD -> new Cloud(settings, this::baseUrl);
        };
        settings.clients.forEach(installation.clients()::register);
        StartGate gate = new StartGate(installation.handler());
        kernel = HttpKernel.start(new InetSocketAddress(settings.bind, settings.port), settings.tls, clock(), gate);
        baseUrl = settings.baseUrl(kernel.port());
        gate.open();
    }

    /** Begins the settings of a Confluence Data Center: a free port, no context path, the client {@code tributary}. */
    public static Builder dataCenter() {
        return of(Edition.DATA_CENTER);
    }

    /**
     * Begins the settings of a Confluence Cloud with its {@linkplain #sites() sites}: a free port, the client {@code tributary}, which may
     * ask for every scope. All of Atlassian's hosts are at its {@link #baseUrl()}: {@code /authorize}, {@code /oauth/token},
     * {@code /oauth/token/accessible-resources}, {@code /me}, {@code /ex/confluence/{cloudId}} and, for the sites' own hosts,
     * {@code /site/{name}}.
     */
    public static Builder cloud() {
        return of(Edition.CLOUD);
    }

    /** Begins the settings of that edition. */
    public static Builder of(Edition edition) {
        return new Builder(edition);
    }

    /** Returns the base URL with the context path and without a slash at the end, {@code http://localhost:PORT} unless set. */
    public URI baseUrl() {
        return baseUrl;
    }

    /** Returns the port it listens on. */
    public int port() {
        return kernel.port();
    }

    /** Returns which kind of Confluence it is. */
    public Edition edition() {
        return installation.edition();
    }

    /** Returns its clock, which can be set ahead. */
    public SimulatedClock clock() {
        return installation.frame().environment().clock();
    }

    /** Returns its switches; a change holds from the next request on. */
    public Switches switches() {
        return installation.frame().environment().switches();
    }

    /** Returns who can log in. */
    public Users users() {
        return installation.frame().environment().users();
    }

    /** Returns the script of faults. */
    public Faults faults() {
        return installation.frame().faults();
    }

    /** Returns the journal of the requests that came in; those to {@code /simulator} are not in it. */
    public RequestJournal requests() {
        return installation.frame().journal();
    }

    /** Returns what users have allowed, and the means to end it behind the application's back. */
    public Grants grants() {
        return installation.grants();
    }

    /** Returns the applications that are registered, to register more or delete one. */
    public Clients clients() {
        return installation.clients();
    }

    /**
     * Returns the personal access tokens, which are Data Center's.
     *
     * @throws IllegalStateException in Cloud
     */
    public PersonalTokens personalTokens() {
        if (installation instanceof DataCenter dataCenter) {
            return dataCenter.personalTokens();
        }
        throw new IllegalStateException("Confluence Cloud has no personal access tokens; see apiTokens()");
    }

    /**
     * Returns the API tokens, which are Cloud's.
     *
     * @throws IllegalStateException in Data Center
     */
    public ApiTokens apiTokens() {
        if (installation instanceof Cloud cloud) {
            return cloud.apiTokens();
        }
        throw new IllegalStateException("Confluence Data Center has no API tokens; see personalTokens()");
    }

    /**
     * Returns the sites of Cloud, to add one, take one away or change who may use it.
     *
     * @throws IllegalStateException in Data Center
     */
    public Sites sites() {
        if (installation instanceof Cloud cloud) {
            return cloud.sites();
        }
        throw new IllegalStateException("Confluence Data Center is one site of its own, without a cloud id");
    }

    /** Stops listening and ends open connections at once. */
    @Override
    public void close() {
        kernel.close();
    }

    /** The settings of a simulator to be. Not thread-safe. */
    public static final class Builder {

        private final Settings settings;

        private Builder(Edition edition) {
            settings = new Settings(edition);
            settings.clients.add(Client.of("tributary", "tributary-secret", "http://localhost:8080/callback"));
        }

        /** Listens on that port; 0, the default, takes a free one. */
        public Builder port(int port) {
            settings.port = port;
            return this;
        }

        /**
         * Serves under that path, such as {@code /confluence}; the default is none.
         *
         * @throws IllegalArgumentException when it neither is empty nor starts with a slash, or ends with one
         */
        public Builder contextPath(String path) {
            settings.contextPath = new ContextPath(path.equals("/") ? "" : path);
            return this;
        }

        /**
         * Adds users beside alice, bob and admin; their passwords are their names.
         *
         * @throws IllegalArgumentException when a name is not made of lower-case letters, digits, {@code .}, {@code _} and {@code -}
         */
        public Builder users(Collection<String> names) {
            names.forEach(Builder::checkName);
            settings.users.addAll(names);
            return this;
        }

        private static void checkName(String name) {
            if (!name.matches("[a-z0-9._-]{1,64}")) {
                throw new IllegalArgumentException(
                        "A user's name has 1 to 64 characters of a-z, 0-9, '.', '_' and '-', unlike \"" + name + "\".");
            }
        }

        /** Registers an application that may ask for WRITE at most, in Cloud for every scope; or changes the one of that id. */
        public Builder client(String id, String secret, String... redirectUris) {
            return client(Client.of(id, secret, redirectUris));
        }

        /** Registers an application, or changes the one of that id. */
        public Builder client(Client client) {
            settings.clients.add(client);
            return this;
        }

        /**
         * Sets a switch.
         *
         * @throws IllegalArgumentException when there is no such switch or it does not take that value; the message lists the valid ones
         */
        public Builder set(String key, String value) {
            settings.switches.set(key, value);
            return this;
        }

        /**
         * Sets a switch.
         *
         * @throws IllegalArgumentException when it does not take that value; the message lists what it takes
         */
        public Builder set(Switch which, String value) {
            settings.switches.set(which, value);
            return this;
        }

        /** Sets how long access tokens work; an hour by default. */
        public Builder accessTokenLifetime(Duration lifetime) {
            return set(Switch.ACCESS_TOKEN_LIFETIME, lifetime.toString());
        }

        /** Sets how long refresh tokens work from each rotation; 90 days by default. */
        public Builder refreshTokenLifetime(Duration lifetime) {
            return set(Switch.REFRESH_TOKEN_LIFETIME, lifetime.toString());
        }

        /** Takes that base URL for its own, as behind a reverse proxy; the default is what it listens on, as localhost. */
        public Builder baseUrl(URI baseUrl) {
            settings.baseUrl = baseUrl;
            return this;
        }

        /** Listens on that address instead of loopback; needs a {@link #controlToken}. */
        public Builder bind(InetAddress address) {
            settings.bind = address;
            return this;
        }

        /**
         * Refuses requests that call it by another name than localhost, 127.0.0.1 or [::1]: those of web pages that rebind their name.
         * Without this only {@code /simulator} refuses them.
         */
        public Builder localhostOnly() {
            settings.localhostOnly = true;
            return this;
        }

        /** Demands {@code Authorization: Bearer} with that token at {@code /simulator}. */
        public Builder controlToken(String token) {
            settings.controlToken = token;
            return this;
        }

        /**
         * Writes every secret that it issues or is handed to that file, so that they can be searched for wherever none may be. The default
         * is what the system property {@value #SECRETS_FILE} says, or not to. Each line has the kind, a space and the value,
         * percent-encoded; several simulators may share a file.
         */
        public Builder secretsFile(Path file) {
            settings.secretsFile = file;
            return this;
        }

        /** Serves HTTPS with that context instead of HTTP. */
        public Builder https(SSLContext context) {
            settings.tls = context;
            return this;
        }

        /**
         * Starts to listen; returns when it does.
         *
         * @throws IllegalStateException when it would listen beyond loopback without a control token
         * @throws java.io.UncheckedIOException when the port is taken
         */
        public ConfluenceSimulator start() {
            settings.check();
            return new ConfluenceSimulator(settings);
        }
    }
}
