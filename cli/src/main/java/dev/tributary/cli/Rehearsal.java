package dev.tributary.cli;

import dev.tributary.gateway.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Walks through what starts have to do: reads a configuration, and runs the demo. The launcher has the Java platform write down the
 * classes that are loaded on the way, and every start finds them there.
 */
final class Rehearsal {

    private static final String CONFIG = """
            publicUrl: http://localhost:8081
            sites:
              wiki:
                dataCenter: { baseUrl: "http://localhost:8090", clientId: rehearsal, clientSecret: "${REHEARSAL_SECRET}" }
            apps:
              portal:
                keys: ["${REHEARSAL_KEY}"]
                sites: [wiki]
                rights: [connect, proxy]
                returnUrls: ["http://localhost:8082/back"]
            """;

    private Rehearsal() {}

    /** Runs it, and ends the process with the demo's exit code. */
    public static void main(String[] none) throws IOException {
        Path file = Files.createTempFile("tributary-rehearsal-", ".yaml");
        try {
            Files.writeString(file, CONFIG);
            GatewayConfig.read(
                    file,
                    Map.of(
                            "REHEARSAL_SECRET", "of-nothing-at-all",
                            "REHEARSAL_KEY", "trib_of_nothing_at_all_0123456789abcdef0123456789"));
        } finally {
            Files.delete(file);
        }
        Main.main(new String[] {"demo", "--headless", "--port", "0"});
    }
}
