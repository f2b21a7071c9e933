package dev.tributary.gateway.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.store.Keyset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small configuration that stands, to be changed at one place at a time. */
final class Sample {

    static final String SECRET = "hunter2-secret-of-the-wiki";
    static final String KEY = "trib_" + "0123456789abcdef".repeat(4);
    static final String DATABASE_PASSWORD = "hunter3-password-of-the-database";
    static final String KEYSET = keyset();
    static final String HOOK_SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    static final Map<String, String> ENVIRONMENT = Map.of(
            "WIKI_SECRET", SECRET,
            "PORTAL_KEY", KEY,
            "EMPTY", "",
            "DATABASE_PASSWORD", DATABASE_PASSWORD,
            "TRIBUTARY_KEYSET", KEYSET,
            "HOOK_SECRET", HOOK_SECRET);

    static final String YAML = """
            publicUrl: http://localhost:8081
            sites:
              wiki:
                dataCenter:
                  baseUrl: http://localhost:8090
                  clientId: my-app
                  clientSecret: ${WIKI_SECRET}
            apps:
              portal:
                keys: ["${PORTAL_KEY}"]
                sites: [wiki]
                rights: [connect, proxy]
                returnUrls: ["http://localhost:8082/back"]
            """;

    private Sample() {}

    private static String keyset() {
        try {
            Path directory = Files.createTempDirectory("keys");
            Path file = directory.resolve("keyset.json");
            Keyset.file(file).keyset(true);
            String text = Files.readString(file);
            Files.delete(file);
            Files.delete(directory);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String with(String before, String after) {
        if (!YAML.contains(before)) {
            throw new IllegalArgumentException("The sample has no '" + before + "'.");
        }
        return YAML.replace(before, after);
    }

    static GatewayConfig read(String yaml) {
        return GatewayConfig.parse(yaml, Path.of("/etc/tributary"), ENVIRONMENT);
    }

    /** Reads what must not stand, and returns why it does not. */
    static List<Fault> faults(String yaml) {
        ConfigFaults faults = catchThrowableOfType(ConfigFaults.class, () -> read(yaml));
        if (faults == null) {
            throw new AssertionError("This was read without a fault:\n" + yaml);
        }
        return faults.faults();
    }
}
