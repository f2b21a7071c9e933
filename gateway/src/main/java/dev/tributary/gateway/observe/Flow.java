package dev.tributary.gateway.observe;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.model.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One authorization with PKCE, for the least that shows what is to be seen. */
final class Flow {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Site site;
    private final String state = random();
    private final String verifier = random();

    Flow(Site site) {
        this.site = site;
    }

    /** Returns where the user's browser has to go. */
    URI address() {
        return address(site.deployment().asked(scopes(site)));
    }

    /** Returns where it would have to go for other scopes. */
    URI address(List<String> scopes) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", site.registration().clientId());
        parameters.put("redirect_uri", site.registration().redirectUri().toString());
        parameters.put("response_type", "code");
        parameters.put("scope", String.join(" ", scopes));
        parameters.put("state", state);
        parameters.put("code_challenge", challenge(verifier));
        parameters.put("code_challenge_method", "S256");
        return Wire.with(site.deployment().endpoints().authorize(), parameters);
    }

    /** Returns the least of Data Center's scopes, and of Cloud's those that only read. */
    static List<String> scopes(Site site) {
        if (!(site.deployment() instanceof Cloud)) {
            return List.of(site.deployment().dialect().scopeLadder().get(0));
        }
        List<String> reading = site.scopes().stream()
                .filter(scope -> scope.startsWith("read:") || scope.startsWith("search:"))
                .toList();
        return reading.isEmpty() ? site.scopes() : reading;
    }

    /** Returns the code of a callback that belongs to this flow; empty for any other, and where the user denied. */
    Optional<Secret> code(String rawQuery) {
        Map<String, String> parameters = Arrays.stream(rawQuery.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> decoded(pair[1]), (first, second) -> ""));
        boolean ours = MessageDigest.isEqual(bytes(parameters.getOrDefault("state", "")), bytes(state));
        String code = parameters.getOrDefault("code", "");
        return ours && !code.isEmpty() ? Optional.of(Secret.of(code)) : Optional.empty();
    }

    /** Returns the fields that exchange a code. */
    Map<String, Secret> exchange(Secret code) {
        Map<String, Secret> fields = new LinkedHashMap<>();
        fields.put("grant_type", Secret.of("authorization_code"));
        fields.put("code", code);
        fields.put("redirect_uri", redirectUri());
        fields.put("code_verifier", Secret.of(verifier));
        return fields;
    }

    /** Returns the fields that renew. */
    Map<String, Secret> refresh(Secret refreshToken, boolean withRedirectUri) {
        Map<String, Secret> fields = new LinkedHashMap<>();
        fields.put("grant_type", Secret.of("refresh_token"));
        fields.put("refresh_token", refreshToken);
        if (withRedirectUri) {
            fields.put("redirect_uri", redirectUri());
        }
        return fields;
    }

    private Secret redirectUri() {
        return Secret.of(site.registration().redirectUri().toString());
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(verifier));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
