package dev.tributary.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/** What a native image has to keep of the library: its tables and texts, and the records that it stores as JSON. */
final class NativeHints implements RuntimeHintsRegistrar {

    private static final List<String> RESOURCES = List.of(
            "dev/tributary/confluence/cloud-scopes.txt",
            "dev/tributary/store/jdbc/migration/*.sql",
            "templates/confluence/connect.html");

    private static final List<String> STORED = List.of(
            "dev.tributary.authorization.PendingFlow",
            "dev.tributary.authorization.PendingFlow$Wish",
            "dev.tributary.authorization.PendingFlows$PlainSecret",
            "dev.tributary.deployment.Provenance",
            "dev.tributary.model.Owner",
            "dev.tributary.model.Secret",
            "dev.tributary.model.TokenPair",
            "dev.tributary.store.HeldPair",
            "dev.tributary.store.Intent",
            "dev.tributary.store.jdbc.HeldPairs$PlainSecret");

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        RESOURCES.forEach(hints.resources()::registerPattern);
        STORED.forEach(name -> hints.reflection()
                .registerType(
                        TypeReference.of(name),
                        MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
                        MemberCategory.INVOKE_DECLARED_METHODS,
                        MemberCategory.ACCESS_DECLARED_FIELDS));
    }
}
