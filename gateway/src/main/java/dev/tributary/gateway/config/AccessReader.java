package dev.tributary.gateway.config;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how an application shows who it is: {@code keys}, {@code jwt} and {@code userAssertion}. */
final class AccessReader {

    private static final int MOST_ALIKE = 2;
    private static final URI NOWHERE = URI.create("http://localhost");
    private static final Duration USUAL_LEEWAY = Duration.ofSeconds(30);
    private static final Duration MOST_LEEWAY = Duration.ofSeconds(60);

    private final SiteReader networks;
    private final Set<AppKey> seen = new HashSet<>();
    private final Set<IssuerConfig.Name> issuers = new HashSet<>();

    AccessReader(SiteReader networks) {
        this.networks = networks;
    }

    /**
     * Reads them.
     *
     * @param app the application's entry
     * @param most what the application may do at most
     */
    Access read(Section app, Allowance most) {
        IssuerConfig issuer =
                app.section("jwt").map(section -> issuer(section, most)).orElse(null);
        boolean usersOnly =
                app.optional("userAssertion", AccessReader::isRequired).orElse(false);
        if (usersOnly && issuer == null) {
            app.fault(
                    "userAssertion",
                    "There is no 'jwt' at this app, so no user could show a token. Add it, or take this out.");
        }
        List<Access.Key> keys = issuer != null && !app.has("keys") ? List.of() : keys(app, most);
        return new Access(keys, issuer, usersOnly);
    }

    private List<Access.Key> keys(Section app, Allowance most) {
        List<Access.Key> keys = app.entries("keys", "key").stream()
                .flatMap(entry -> key(entry, most).stream())
                .toList();
        Map<Allowance, Integer> alike = new HashMap<>();
        keys.forEach(key -> alike.merge(key.allowance(), 1, Integer::sum));
        if (!alike.isEmpty() && Collections.max(alike.values()) > MOST_ALIKE) {
            app.fault(
                    "keys",
                    "An app has two keys at most that may do the same, the second while the first is being replaced."
                            + " Remove the others.");
        }
        for (Access.Key key : keys) {
            if (!seen.add(key.key())) {
                app.fault(
                        "keys",
                        "One of these keys is there twice, here or at another app. Give each app keys of its own.");
            }
        }
        return keys;
    }

    private static Optional<Access.Key> key(Section entry, Allowance most) {
        Allowance allowance = allowance(entry, most, true);
        Optional<AppKey> key = entry.key("key");
        entry.end();
        return key.map(value -> new Access.Key(value, allowance));
    }

    /** A key and a token have no more rights than their application. */
    private static Allowance allowance(Section entry, Allowance most, boolean forUsers) {
        List<Right> rights = entry.has("rights")
                ? entry.some("rights", text -> within(most.rights(), Right.of(text)))
                : List.copyOf(most.rights());
        boolean readOnly = entry.optional("readOnly", Forms::flag).orElse(false);
        List<AddressRange> from = entry.has("from") ? entry.some("from", AddressRange::read) : List.of();
        List<UserPattern> users = forUsers && entry.has("users") ? entry.some("users", UserPattern::read) : List.of();
        return new Allowance(new HashSet<>(rights), readOnly || most.readOnly(), from, users);
    }

    private static Right within(Set<Right> most, Right right) {
        if (!most.contains(right)) {
            throw new IllegalArgumentException("The app itself lacks this right. Add it to the app's rights, where the"
                    + " others come from, or take it out here.");
        }
        return right;
    }

    private IssuerConfig issuer(Section jwt, Allowance most) {
        IssuerConfig issuer = new IssuerConfig(
                new IssuerConfig.Name(
                        jwt.required("issuer", Forms::text, "stand-in"),
                        jwt.required("audience", Forms::text, "stand-in")),
                new IssuerConfig.Keys(jwt.required("jwks", AccessReader::jwks, NOWHERE), networks.network(jwt)),
                algorithms(jwt),
                jwt.optional("userClaim", Forms::text).orElse("sub"),
                jwt.optional("leeway", AccessReader::leeway).orElse(USUAL_LEEWAY),
                allowance(jwt, most, false));
        if (jwt.has("issuer") && jwt.has("audience") && !issuers.add(issuer.name())) {
            jwt.fault(
                    "audience",
                    "Another app has this issuer with this audience already, and a token could be meant for either. Let the"
                            + " issuer name each app by an audience of its own.");
        }
        jwt.end();
        return issuer;
    }

    private static Set<String> algorithms(Section jwt) {
        return jwt.has("algorithms")
                ? new HashSet<>(jwt.some("algorithms", AccessReader::algorithm))
                : IssuerConfig.USUAL;
    }

    private static String algorithm(String text) {
        if (text.startsWith("HS") || text.equals("none")) {
            throw new IllegalArgumentException("With this algorithm whoever can check a token can make one as well."
                    + " Let the issuer sign with one of " + String.join(", ", IssuerConfig.ALGORITHMS) + ".");
        }
        if (!IssuerConfig.ALGORITHMS.contains(text)) {
            throw new IllegalArgumentException(
                    "There is no such algorithm." + Suggestion.among(IssuerConfig.ALGORITHMS, text));
        }
        return text;
    }

    private static URI jwks(String text) {
        return Forms.safeUrl(text);
    }

    private static Duration leeway(String text) {
        Duration leeway = text.matches("(?:PT)?0[sS]") ? Duration.ZERO : Forms.duration(text);
        if (leeway.compareTo(MOST_LEEWAY) > 0) {
            throw new IllegalArgumentException(
                    "A clock may be off by 60s at most. Mend the issuer's or this machine's, and write less.");
        }
        return leeway;
    }

    private static boolean isRequired(String text) {
        if (!text.equals("required") && !text.equals("optional")) {
            throw new IllegalArgumentException("Write required, or optional, which is the default.");
        }
        return text.equals("required");
    }
}
