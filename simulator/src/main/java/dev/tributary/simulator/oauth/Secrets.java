package dev.tributary.simulator.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes values nobody can guess. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String HEADER = base64("{\"alg\":\"HS256\"}".getBytes(UTF_8));

    private Secrets() {}

    /** Returns 128 random bits in hex. */
    public static String hex() {
        return HexFormat.of().formatHex(random(16));
    }

    /** Returns a personal access token: 44 characters of Base64. */
    public static String personalToken() {
        return Base64.getEncoder().encodeToString(random(33));
    }

    /** Returns what looks like a JWT whose payload is one id, as Confluence's tokens do; the signature is random. */
    public static String token() {
        String payload = base64(("{\"id\":\"" + hex() + "\"}").getBytes(UTF_8));
        return HEADER + "." + payload + "." + base64(random(32));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
