package dev.tributary.simulator.oauth;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** The applications that are registered at the simulated Confluence. Thread-safe. */
public final class Clients {

    private final Map<String, Client> byId = new ConcurrentHashMap<>();
    private final BiConsumer<String, String> secrets;

    /**
     * Makes a registry without applications.
     *
     * @param secrets is told the kind and the value of each client secret
     */
    public Clients(BiConsumer<String, String> secrets) {
        this.secrets = secrets;
    }

    /** Registers an application, or changes the one of the same id. */
    public void register(Client client) {
        secrets.accept("client_secret", client.secret());
        if (!client.secondSecret().isEmpty()) {
            secrets.accept("client_secret", client.secondSecret());
        }
        byId.put(client.id(), client);
    }

    /** Removes the application of that id, as an administrator who deletes the link does. */
    public void remove(String id) {
        byId.remove(id);
    }

    /** Returns the application of that id. */
    public Optional<Client> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
