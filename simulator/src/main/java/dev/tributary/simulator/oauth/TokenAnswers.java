package dev.tributary.simulator.oauth;

import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.Switches;
import dev.tributary.simulator.http.Response;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** What the token endpoint says: tokens with the optional fields this server has, or an error in its language. */
final class TokenAnswers {

    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final Switches switches;

    TokenAnswers(Switches switches) {
        this.switches = switches;
    }

    Response tokens(Tokens tokens) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", tokens.access());
        answer.put("token_type", "bearer");
        if (tokens.refresh() != null) {
            answer.put("refresh_token", tokens.refresh());
        }
        putIfPresent(answer, Switch.EXPIRES_IN, tokens.lifetime().toSeconds());
        putIfPresent(answer, Switch.CREATED_AT, tokens.issuedAt().getEpochSecond());
        putIfPresent(answer, Switch.SCOPE_IN_ANSWER, tokens.scope().name());
        return uncached(Response.json(answer));
    }

    Response refusal(TokenRefusal refusal) {
        boolean wrongSecret = refusal.error().equals("invalid_client");
        int status = wrongSecret ? switches.number(Switch.WRONG_SECRET_STATUS) : 400;
        return uncached(Response.json(
                status, Map.of("error", refusal.error(), "error_description", description(refusal.error()))));
    }

    private void putIfPresent(Map<String, Object> answer, Switch which, Object value) {
        if (switches.is(which, "present")) {
            answer.put(which == Switch.SCOPE_IN_ANSWER ? "scope" : which.name().toLowerCase(Locale.ROOT), value);
        }
    }

    private String description(String error) {
        Locale language = Locale.forLanguageTag(switches.get(Switch.ERROR_LANGUAGE));
        return ResourceBundle.getBundle("dev.tributary.simulator.oauth.errors", language, NO_FALLBACK)
                .getString(error);
    }

    private static Response uncached(Response response) {
        return response.with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }
}
