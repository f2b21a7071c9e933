package dev.tributary.benchmarks.server;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** What one user consented to: a line of refresh tokens, and the access tokens that came of it. Thread-safe. */
final class Grant {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private final Rotation rotation;
    private final Set<String> accepted = new HashSet<>();
    private String refreshToken = token();
    private boolean ended;

    Grant(Rotation rotation) {
        this.rotation = rotation;
    }

    synchronized String refreshToken() {
        return refreshToken;
    }

    /** Spends a refresh token of this grant; nothing if it is refused. */
    synchronized Optional<Issued> spend(String presented) {
        if (ended || !presented.equals(refreshToken)) {
            ended |= rotation == Rotation.FAMILY;
            return Optional.empty();
        }
        String accessToken = token();
        accepted.add(accessToken);
        if (rotation == Rotation.REUSE) {
            return Optional.of(new Issued(accessToken, null));
        }
        refreshToken = token();
        return Optional.of(new Issued(accessToken, refreshToken));
    }

    synchronized boolean accepts(String accessToken) {
        return !ended && accepted.contains(accessToken);
    }

    synchronized boolean isAlive(String presented) {
        return !ended && presented.equals(refreshToken);
    }

    static String token() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
