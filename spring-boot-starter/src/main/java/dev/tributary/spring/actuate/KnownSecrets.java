package dev.tributary.spring.actuate;

import dev.tributary.model.Secret;
import java.util.stream.Stream;

/** Secrets that the application has, wherever they were set: {@link SecretSettings} shows none of them. */
@FunctionalInterface
public interface KnownSecrets {

    /** Returns them; asked each time that a value is about to be shown. */
    Stream<Secret> all();
}
