package dev.tributary.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
    private static final byte[] BODY = "{\"type\":\"connection.renewed\"}".getBytes(UTF_8);

    private final String now = String.valueOf(System.currentTimeMillis() / 1000);

    @Test
    void a_message_is_genuine_if_one_of_its_signatures_is_that_of_the_secret() throws GeneralSecurityException {
        assertThat(WebhookReceiver.isGenuine("msg_1", now, signature("msg_1", now), BODY, SECRET))
                .isTrue();
        assertThat(WebhookReceiver.isGenuine("msg_1", now, "v1,bm9wZQ== " + signature("msg_1", now), BODY, SECRET))
                .isTrue();
    }

    @Test
    void what_was_changed_or_is_old_is_not() throws GeneralSecurityException {
        String old = String.valueOf(Long.parseLong(now) - 301);
        assertThat(WebhookReceiver.isGenuine("msg_2", now, signature("msg_1", now), BODY, SECRET))
                .isFalse();
        assertThat(WebhookReceiver.isGenuine("msg_1", now, signature("msg_1", now), "{}".getBytes(UTF_8), SECRET))
                .isFalse();
        assertThat(WebhookReceiver.isGenuine("msg_1", old, signature("msg_1", old), BODY, SECRET))
                .isFalse();
    }

    private static String signature(String id, String timestamp) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(BODY));
    }
}
