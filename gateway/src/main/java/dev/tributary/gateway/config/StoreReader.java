package dev.tributary.gateway.config;

import dev.tributary.gateway.config.Database.File;
import dev.tributary.gateway.config.Database.Server;
import dev.tributary.gateway.config.GatewayConfig.Storage;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.store.Keyset;
import java.util.List;

/** Reads {@code store} and the keyset that belongs to it. */
final class StoreReader {

    private static final String DATABASE = "tributary-data/tributary.db";
    private static final String KEYSET = "tributary-keys/keyset.json";
    private static final int MOST_CONNECTIONS = 200;
    private static final DatabaseUrl NOWHERE = DatabaseUrl.read("jdbc:postgresql://localhost/stand-in");

    private final Reading reading;

    StoreReader(Reading reading) {
        this.reading = reading;
    }

    Storage read(Section file) {
        Database database = file.section("store").map(this::database).orElseGet(() -> new File(reading.path(DATABASE)));
        KeysetSource keyset = keyset(file, database);
        if (database instanceof File data
                && keyset instanceof KeysetSource.File keys
                && data.path().equals(keys.path())) {
            file.fault("keyset", "The database has this name already. Give the keyset a file of its own.");
        }
        return new Storage(database, keyset);
    }

    private Database database(Section store) {
        if (store.has("sqlite") && store.has("url")) {
            store.fault("sqlite", "A file and a URL are given, and there is one database. Keep one of them.");
        }
        Database database = store.has("url") ? server(store) : file(store);
        store.end();
        return database;
    }

    private static Server server(Section store) {
        return new Server(
                store.required("url", DatabaseUrl::read, NOWHERE),
                store.required("user", Forms::text, "stand-in"),
                store.optionalSecret("password").orElse(null),
                store.optional("connections", StoreReader::connections).orElse(Server.USUAL_CONNECTIONS));
    }

    private File file(Section store) {
        for (String key : List.of("user", "password", "connections")) {
            if (store.has(key)) {
                store.fault(key, "This belongs to a database server. Add store.url, or take this out.");
            }
        }
        return new File(store.optional("sqlite", reading::path).orElse(reading.path(DATABASE)));
    }

    private static int connections(String text) {
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("Write a number from 1 to " + MOST_CONNECTIONS + ".");
        }
        return Integer.parseInt(text);
    }

    private KeysetSource keyset(Section file, Database database) {
        if (file.has("keysetJson")) {
            if (file.has("keyset")) {
                file.fault("keyset", "A file and a text are given, and there is one keyset. Keep one of them.");
            }
            return new KeysetSource.Text(keysetJson(file));
        }
        if (database instanceof Server && !file.has("keyset")) {
            file.fault(
                    "keyset",
                    "This is missing. All gateways of a database need the same keys: name their file, or hand them over as"
                            + " 'keysetJson: \"${NAME}\"'.");
        }
        return new KeysetSource.File(file.optional("keyset", reading::path).orElse(reading.path(KEYSET)));
    }

    private static Secret keysetJson(Section file) {
        return file.optionalSecret("keysetJson", StoreReader::checkedKeyset).orElse(Secret.of("stand-in"));
    }

    private static Secret checkedKeyset(String text) {
        Secret json = Secret.of(text);
        try {
            Keyset.parse("keysetJson", json);
            return json;
        } catch (Misconfigured e) {
            // Without the cause: nothing that was read belongs into a message.
            throw new IllegalArgumentException(
                    "This is no keyset. Set the variable to the whole text of a keyset file.");
        }
    }
}
