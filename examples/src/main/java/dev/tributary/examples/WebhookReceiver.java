package dev.tributary.examples;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an application does with a message of the gateway before it believes it. */
public final class WebhookReceiver {

    private WebhookReceiver() {}

    // snippet: genuine
    /** Says whether a message is the gateway's own, and of the last five minutes. */
    static boolean isGenuine(String id, String timestamp, String signatures, byte[] body, String secret)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        byte[] expected =
                ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(StandardCharsets.UTF_8);
        boolean recent = Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(timestamp)) < 300;
        return recent
                && Arrays.stream(signatures.split(" ", -1))
                        .anyMatch(one -> MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), expected));
    }
    // end
}
