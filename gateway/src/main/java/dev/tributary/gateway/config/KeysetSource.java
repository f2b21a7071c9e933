package dev.tributary.gateway.config;

import dev.tributary.model.Secret;
import java.nio.file.Path;

/** Where the keys come from that the tokens in the database are encrypted with. */
public sealed interface KeysetSource {

    /**
     * A file, which nobody but the gateway's own user may read. Better not beside the database, because whoever copies both
     * has the tokens.
     *
     * @param path the file, made at the first start of a new database
     */
    record File(Path path) implements KeysetSource {}

    /**
     * The keyset itself, as the environment holds it.
     *
     * @param json its text, which is what a keyset file holds
     */
    record Text(Secret json) implements KeysetSource {}
}
