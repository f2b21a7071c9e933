package dev.tributary.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import java.text.ParseException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON Web Token in its compact form (RFC 7519, RFC 7515 section 7.1), not verified yet. What two readers could read
 * differently is rejected, and so is every header parameter that would have to be understood; those that name a key of the
 * sender's own choosing are not looked at (RFC 8725).
 *
 * @param algorithm the algorithm that it claims
 * @param kid the name of the key that it claims; absent for none
 * @param claims what it says
 * @param signed the whole, for its signature
 */
record Jwt(String algorithm, @Nullable String kid, JsonNode claims, JWSObject signed) {

    static final int LONGEST = 8 * 1024;

    private static final int LONGEST_KID = 256;
    private static final int DEEPEST = 16;
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/jwt", "application/at+jwt");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Says whether a text could be one at all. */
    static boolean isLike(String text) {
        int first = text.indexOf('.');
        return first > 0 && text.indexOf('.', first + 1) > first;
    }

    /** Reads one. Throws {@link Rejected}. */
    static Jwt read(String token) {
        if (token.length() > LONGEST || !COMPACT.matcher(token).matches()) {
            throw new Rejected("It is too long or no compact token.");
        }
        String[] parts = token.split("\\.", -1);
        JsonNode header = json(parts[0]);
        JsonNode claims = json(parts[1]);
        JWSObject signed = signed(token);
        JWSHeader read = signed.getHeader();
        if (header.has("crit") || !read.isBase64URLEncodePayload()) {
            throw new Rejected("Its header has an extension that has to be understood.");
        }
        String type = header.path("typ").asString("jwt");
        if (!TYPES.contains(type.toLowerCase(Locale.ROOT)) || !isText(header, "typ") || !isText(header, "kid")) {
            throw new Rejected("Its type is that of another kind of token.");
        }
        String kid = read.getKeyID();
        if (kid != null && kid.length() > LONGEST_KID) {
            throw new Rejected("The name of its key is too long.");
        }
        return new Jwt(read.getAlgorithm().getName(), kid, claims, signed);
    }

    private static boolean isText(JsonNode header, String parameter) {
        return !header.has(parameter) || header.path(parameter).isString();
    }

    private static JsonNode json(String part) {
        try {
            JsonNode read = JSON.readTree(Base64.getUrlDecoder().decode(part));
            if (read.isObject()) {
                return read;
            }
        } catch (IllegalArgumentException | JacksonException e) {
            throw new Rejected("Its parts are not JSON in base64url, or say something twice.");
        }
        throw new Rejected("Its parts are not JSON objects.");
    }

    private static JWSObject signed(String token) {
        try {
            return JWSObject.parse(token);
        } catch (ParseException e) {
            throw new Rejected("It is not signed.");
        }
    }

    /** Throws {@link Rejected} unless it was signed with the key that a verifier has. Takes a processor some time. */
    void verify(JWSVerifier verifier) {
        try {
            if (signed.verify(verifier)) {
                return;
            }
        } catch (JOSEException | IllegalStateException e) {
            throw new Rejected("Its signature cannot be checked.");
        }
        throw new Rejected("Its signature is wrong.");
    }
}
