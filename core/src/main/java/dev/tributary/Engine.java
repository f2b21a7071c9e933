package dev.tributary;

import dev.tributary.authorization.Authorizations;
import dev.tributary.authorization.Connections;
import dev.tributary.confluence.ConfluenceServices;
import dev.tributary.token.Tokens;

/** The parts, put together. */
record Engine(Authorizations authorizations, Connections connections, ConfluenceServices services, Runnable atEnd) {

    Tokens tokens() {
        return services.tokens();
    }

    void close() {
        atEnd.run();
    }
}
