package dev.tributary.spring.actuate;

import java.util.Locale;
import java.util.Set;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/** Keeps client secrets and keys out of the endpoints that show properties, also where those show all values. */
public final class SecretSettings implements SanitizingFunction {

    private static final Set<String> SECRET = Set.of("clientsecret", "otherclientsecret", "keyset");

    @Override
    public SanitizableData apply(SanitizableData data) {
        String key = canonical(data.getKey());
        int dot = key.lastIndexOf('.');
        return key.startsWith("tributary.") && SECRET.contains(key.substring(dot + 1))
                ? data.withSanitizedValue()
                : data;
    }

    /** Relaxed binding takes many spellings for one property, among them that of environment variables. */
    private static String canonical(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.startsWith("tributary_")
                ? spelled(lower)
                : lower.replace("-", "").replace("_", "");
    }

    private static String spelled(String variable) {
        for (String secret : SECRET) {
            if (variable.endsWith("_" + secret) || variable.replace("_", "").endsWith(secret)) {
                return "tributary." + secret;
            }
        }
        return variable;
    }
}
