package dev.tributary.benchmarks.party;

import dev.tributary.benchmarks.server.Issued;
import java.time.Instant;
import java.util.Optional;

/** One process of an application, as far as tokens go. Thread-safe. */
public interface Node extends AutoCloseable {

    /** Keeps a user's tokens, as if that user had just connected. Blocks. */
    void keep(String user, Issued tokens, Instant accessTokenEnds);

    /**
     * Returns an access token for a request in a user's name, as a request handler asks for one. Blocks. Throws whatever it throws
     * when there is none.
     */
    String accessToken(String user) throws Exception;

    /** Returns the refresh token that is kept for a user now; nothing when the user's record is gone. Blocks. */
    Optional<String> keptRefreshToken(String user);

    @Override
    void close();
}
