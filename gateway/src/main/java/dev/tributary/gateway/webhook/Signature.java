package dev.tributary.gateway.webhook;

import dev.tributary.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs messages: HMAC-SHA256 over id, instant and body, one for each secret (Standard Webhooks, signature scheme v1). */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    private Signature() {}

    /** Returns the field {@code webhook-signature}. */
    static String of(String id, long seconds, String body, List<Secret> secrets) {
        byte[] content = (id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(mac(key(secret), content)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] key(Secret secret) {
        return Base64.getDecoder().decode(secret.reveal().substring(PREFIX.length()));
    }

    private static byte[] mac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(content);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256.", e);
        }
    }
}
