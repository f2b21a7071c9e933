package dev.tributary.spring.actuate;

import dev.tributary.model.Secret;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Keeps client secrets and keys out of the endpoints that show properties, also where those show all values: by the names of their
 * properties; by their values, as a variable has them that a property refers to; and where a command line or a document sets such a
 * property. It keeps no copy of a secret, but compares with those that the engine works with.
 */
public final class SecretSettings implements SanitizingFunction {

    /** Relaxed binding takes many spellings for one property, among them those of environment variables. */
    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]");

    private static final Pattern NAME =
            Pattern.compile("tributary.*(clientsecret|keyset)|springsecurityoauth2clientregistration.*clientsecret");

    private static final Pattern SETTING = Pattern.compile("(?i)(client[-_.]?secret|keyset)\\W{0,4}[=:]");

    /** A shorter one could be in any text by chance, and is known only where it is the whole value. */
    private static final int SHORTEST_IN_TEXT = 8;

    private final Supplier<Stream<Secret>> known;

    /** Takes what knows the secrets that there are. */
    public SecretSettings(Supplier<Stream<Secret>> known) {
        this.known = known;
    }

    @Override
    public SanitizableData apply(SanitizableData data) {
        return isSecret(data.getKey()) || shows(data.getValue()) ? data.withSanitizedValue() : data;
    }

    private static boolean isSecret(String key) {
        return NAME.matcher(SEPARATORS.matcher(key.toLowerCase(Locale.ROOT)).replaceAll(""))
                .matches();
    }

    private boolean shows(@Nullable Object value) {
        if (value == null) {
            return false;
        }
        String text = value.toString();
        return SETTING.matcher(text).find() || known.get().anyMatch(secret -> isIn(text, secret.reveal()));
    }

    private static boolean isIn(String text, String secret) {
        return secret.length() < SHORTEST_IN_TEXT ? text.equals(secret) : text.contains(secret);
    }
}
