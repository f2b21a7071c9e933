package dev.tributary.simulator.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The scopes an app can ask for, read from {@code scopes.txt} beside this class. */
final class ScopeCatalog {

    /** With it a refresh token comes. */
    static final String OFFLINE = "offline_access";

    private static final Map<String, String> DESCRIPTIONS = read();

    private ScopeCatalog() {}

    static Set<String> all() {
        return DESCRIPTIONS.keySet();
    }

    /** What the consent page says about it. */
    static String description(String scope) {
        return DESCRIPTIONS.getOrDefault(scope, scope);
    }

    /** Whether the scope is about the account itself and no site. */
    static boolean isOfAccount(String scope) {
        return !Product.CONFLUENCE.owns(scope) && !Product.JIRA.owns(scope);
    }

    private static Map<String, String> read() {
        try (InputStream in = Objects.requireNonNull(ScopeCatalog.class.getResourceAsStream("scopes.txt"))) {
            Map<String, String> descriptions = new LinkedHashMap<>();
            new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .forEach(pair -> descriptions.put(pair[0], pair[1]));
            return descriptions;
        } catch (IOException e) {
            throw new UncheckedIOException("The scopes cannot be read", e);
        }
    }
}
