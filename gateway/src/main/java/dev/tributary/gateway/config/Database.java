package dev.tributary.gateway.config;

import dev.tributary.model.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where connections are kept. */
public sealed interface Database {

    /**
     * A SQLite file on this machine. Nobody but the gateway's own user may read it, or the directory it lies in.
     *
     * @param path the file, made at the first start
     */
    record File(Path path) implements Database {}

    /**
     * A database server, which several gateways may share.
     *
     * @param url where it is
     * @param user who the gateway is there
     * @param password that user's password; absent where the server asks for none, because it looks at a client certificate
     * @param connections how many connections the gateway has open at most
     */
    record Server(DatabaseUrl url, String user, @Nullable Secret password, int connections) implements Database {

        /** How many there are where nothing is said. */
        public static final int USUAL_CONNECTIONS = 8;
    }
}
