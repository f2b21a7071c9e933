package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.FreePort;
import dev.tributary.gateway.config.WebhookConfig;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
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

    private static final Pattern BLOCK = Pattern.compile("(?s)```(js|java|yaml)\n(.*?)```");

    @StartConfluence
    ConfluenceSimulator confluence;

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
    void the_receiver_on_one_s_own_machine_gets_what_the_configuration_beside_it_lets_through() throws Exception {
        String port = String.valueOf(FreePort.next());
        List<String> scripts = blocks("js");
        String local = guide().substring(guide().indexOf("## On your own machine"));
        Matcher yaml = BLOCK.matcher(local);
        assertThat(yaml.find()).isTrue();
        Path file = Files.writeString(
                directory.resolve("receiver.cjs"),
                scripts.get(0) + scripts.get(1).replace("9000", port));
        Path said = directory.resolve("receiver.log");
        Process receiver = receiver(file, said);
        try (GatewayWorld world = new GatewayWorld(
                confluence,
                directory,
                yaml.group(2).replace("9000", port),
                Map.of("HOOK_SECRET", WebhookReceiver.SECRET))) {
            world.connect("alice");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(said).content().contains("\"type\":\"connection.connected\""));
            assertThat(HttpClient.newHttpClient()
                            .send(forged(port), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(401);
        } finally {
            receiver.destroyForcibly();
        }
    }

    private static Process receiver(Path file, Path said) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("node", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("HOOK_SECRET", WebhookReceiver.SECRET);
        return builder.start();
    }

    private static HttpRequest forged(String port) {
        String now = String.valueOf(Clock.systemUTC().instant().getEpochSecond());
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", now)
                .header("webhook-signature", "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
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
        return blocks(language).get(0);
    }

    private static List<String> blocks(String language) {
        return BLOCK.matcher(guide())
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static String guide() {
        try {
            return Files.readString(Path.of("..", "docs", "webhooks.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
