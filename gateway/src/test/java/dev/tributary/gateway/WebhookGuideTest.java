package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.config.WebhookConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps {@code docs/webhooks.md} true: its programs are run, and every event has a row. */
@SuppressWarnings("NullAway.Init")
class WebhookGuideTest {

    private static final String BODY = "{\"type\":\"connection.connected\",\"user\":\"älice\"}";
    private static final String MAIN = """
            import java.nio.charset.StandardCharsets;
            import java.security.GeneralSecurityException;
            import java.security.MessageDigest;
            import java.util.Arrays;
            import java.util.Base64;
            import javax.crypto.Mac;
            import javax.crypto.spec.SecretKeySpec;
            class Check {
            %s
                public static void main(String[] a) throws GeneralSecurityException {
                    System.out.println(isGenuine(a[0], a[1], a[2], a[3].getBytes(StandardCharsets.UTF_8), a[4]));
                }
            }
            """;
    private static final String SCRIPT = """
            %s
            const [id, at, signatures, body, secret] = process.argv.slice(2);
            console.log(isGenuine(id, at, signatures, Buffer.from(body), secret));
            """;

    @TempDir
    Path directory;

    @Test
    void the_program_in_java_tells_what_is_genuine() throws Exception {
        Path file = Files.writeString(directory.resolve("Check.java"), MAIN.formatted(block("java")));
        check(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                file.toString());
    }

    @Test
    void the_program_in_javascript_tells_what_is_genuine() throws Exception {
        check(
                "node",
                Files.writeString(directory.resolve("check.cjs"), SCRIPT.formatted(block("js")))
                        .toString());
    }

    @Test
    void every_event_has_a_row() {
        assertThat(WebhookConfig.EVENTS).allSatisfy(event -> assertThat(guide()).contains("| `" + event + "` |"));
    }

    private void check(String... command) throws Exception {
        String now = String.valueOf(Clock.systemUTC().instant().getEpochSecond());
        String old = String.valueOf(Clock.systemUTC().instant().getEpochSecond() - 3600);
        String other = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= ";
        String secret = WebhookReceiver.SECRET;

        assertThat(said(command, now, other + signature(now, BODY), secret)).isEqualTo("true");
        assertThat(said(command, now, signature(now, BODY + " "), secret)).isEqualTo("false");
        assertThat(said(command, old, signature(old, BODY), secret)).isEqualTo("false");
        assertThat(said(command, now, signature(now, BODY), WebhookReceiver.NEXT_SECRET))
                .isEqualTo("false");
    }

    private static String said(String[] command, String at, String signatures, String secret) throws Exception {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("msg_1", at, signatures, BODY, secret));
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static String signature(String at, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(WebhookReceiver.SECRET.substring("whsec_".length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return "v1,"
                + Base64.getEncoder()
                        .encodeToString(mac.doFinal(("msg_1." + at + "." + body).getBytes(StandardCharsets.UTF_8)));
    }

    private static String block(String language) {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(guide());
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String guide() {
        try {
            return Files.readString(Path.of("..", "docs", "webhooks.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
