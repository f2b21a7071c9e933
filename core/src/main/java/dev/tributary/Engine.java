package dev.tributary;

import dev.tributary.authorization.Authorizations;
import dev.tributary.authorization.Connections;
import dev.tributary.confluence.ConfluenceServices;
import dev.tributary.token.RenewalEngine;
import dev.tributary.token.Tokens;

/** The parts, put together. */
record Engine(
        Authorizations authorizations,
        Connections connections,
        ConfluenceServices services,
        RenewalEngine renewal,
        Runnable atEnd) {

    Tokens tokens() {
        return services.tokens();
    }

    void close() {
        renewal.close();
        atEnd.run();
    }
}
