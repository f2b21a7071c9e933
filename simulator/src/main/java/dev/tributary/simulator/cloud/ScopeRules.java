package dev.tributary.simulator.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Which scopes each call needs, read from {@code rules.txt} beside this class. */
final class ScopeRules {

    private static final List<ScopeRule> ALL = read();

    private ScopeRules() {}

    static List<ScopeRule> all() {
        return ALL;
    }

    private static List<ScopeRule> read() {
        try (InputStream in = Objects.requireNonNull(ScopeRules.class.getResourceAsStream("rules.txt"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(ScopeRule::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The rules of scopes cannot be read", e);
        }
    }
}
