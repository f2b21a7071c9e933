package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.RequiredProgram;
import dev.tributary.gateway.config.GatewayConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide to running a gateway shows is what the programs take. */
class RunningGuideTest {

    private static final String KEYSET = "keyset: /etc/tributary/keys/keyset.json";

    @TempDir
    private Path directory;

    @Test
    void the_gateway_takes_its_configurations() throws IOException {
        List<String> configurations =
                blocks("yaml").filter(yaml -> yaml.startsWith("publicUrl")).toList();
        assertThat(configurations).hasSize(2);
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("WIKI_SECRET", "PORTAL_KEY", "DATABASE_PASSWORD")) {
            environment.put(name, "trib_a-value-of-the-environment-for-" + name);
        }
        for (String yaml : configurations) {
            String here = yaml.replace(
                    "/etc/tributary/db-ca.pem",
                    Files.createFile(directory.resolve("ca" + yaml.length())).toString());
            assertThat(GatewayConfig.parse(here, directory, environment)
                            .running()
                            .management())
                    .isNotNull();
        }
        assertThat(configurations.get(1)).contains(KEYSET);
    }

    @Test
    void haproxy_takes_its_configuration() throws IOException, InterruptedException {
        RequiredProgram.check("haproxy", "-v", "Install Debian's haproxy, to try the guide's configuration.");
        certificate();
        Path file = directory.resolve("haproxy.cfg");
        Files.writeString(file, only("haproxy").replace("/etc/haproxy/tributary.pem", file("both.pem")));

        assertThat(run("haproxy", "-c", "-f", file.toString())).isZero();
    }

    @Test
    void nginx_takes_its_configuration() throws IOException, InterruptedException {
        RequiredProgram.check("nginx", "-v", "Install Debian's nginx, to try the guide's configuration.");
        certificate();
        Path file = directory.resolve("nginx.conf");
        Files.writeString(
                file,
                "pid " + file("pid") + ";\nerror_log stderr;\n"
                        + only("nginx")
                                .replace("/etc/nginx/tributary.crt", file("certificate.pem"))
                                .replace("/etc/nginx/tributary.key", file("key.pem")));

        assertThat(run("nginx", "-t", "-c", file.toString())).isZero();
    }

    private void certificate() throws IOException, InterruptedException {
        assertThat(run(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=x",
                        "-keyout",
                        file("key.pem"),
                        "-out",
                        file("certificate.pem")))
                .isZero();
        Files.writeString(
                directory.resolve("both.pem"),
                Files.readString(directory.resolve("certificate.pem"))
                        + Files.readString(directory.resolve("key.pem")));
    }

    private String file(String name) {
        return directory.resolve(name).toAbsolutePath().toString();
    }

    private int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("printed").toFile())
                .start()
                .waitFor();
    }

    private static String only(String language) throws IOException {
        return blocks(language).findFirst().orElseThrow();
    }

    private static Stream<String> blocks(String language) throws IOException {
        String guide = Files.readString(Path.of("..", "docs/running.md"), StandardCharsets.UTF_8);
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(guide)
                .results()
                .map(match -> match.group(1));
    }
}
