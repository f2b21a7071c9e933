package dev.tributary.gateway.observe;

import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Secret;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * An answer, or that there was none. Its string form has no text of the server's but an error code.
 *
 * @param answer the answer; absent for none
 */
record Reply(@Nullable HttpAnswer answer) {

    private static final Pattern CODE = Pattern.compile("[a-z_]{1,40}");
    private static final List<String> RATE = List.of(
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-FillRate",
            "X-RateLimit-Interval-Seconds",
            "X-RateLimit-NearLimit",
            "X-RateLimit-Reset",
            "RateLimit-Reason",
            "Retry-After");

    static final Reply NONE = new Reply(null);

    int status() {
        return answer == null ? 0 : answer.status();
    }

    boolean isGood() {
        return status() >= 200 && status() < 300;
    }

    /** Returns the body as JSON; missing where it is none. */
    JsonNode json() {
        if (answer == null) {
            return MissingNode.getInstance();
        }
        try {
            return JsonMapper.shared().readTree(answer.body().bytes());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** Returns the error code of OAuth; empty where there is none. */
    String error() {
        String code = json().path("error").asString("");
        return CODE.matcher(code).matches() ? code : "";
    }

    Optional<Secret> secret(String member) {
        String value = json().path(member).asString("");
        return value.isEmpty() ? Optional.empty() : Optional.of(Secret.of(value));
    }

    /** Returns the pair that a token endpoint gave; the refresh token before, where no new one came. */
    Optional<Pair> pair(@Nullable Secret before) {
        return isGood()
                ? secret("access_token")
                        .map(access -> new Pair(access, secret("refresh_token").orElse(before)))
                : Optional.empty();
    }

    Optional<String> header(String name) {
        return answer == null ? Optional.empty() : answer.header(name);
    }

    /** Returns whom Confluence says it served. */
    Served served() {
        String user = header("X-AUSERNAME").orElse("");
        if (status() == 401) {
            return Served.REFUSED;
        }
        boolean anonymous =
                user.equals("anonymous") || json().path("type").asString("").equals("anonymous");
        if (anonymous) {
            return Served.ANONYMOUS;
        }
        return isGood() ? Served.SOMEBODY : Served.REFUSED;
    }

    /** Whom a call was answered as. */
    enum Served {
        ANONYMOUS,
        SOMEBODY,
        REFUSED
    }

    /** Returns which of the known rate headers there are. */
    List<String> rateHeaders() {
        return Stream.of(RATE)
                .flatMap(List::stream)
                .filter(name -> header(name).isPresent())
                .toList();
    }

    @Override
    public String toString() {
        if (answer == null) {
            return "no answer";
        }
        String code = error();
        String form = json().isMissingNode() ? (answer.isHtml() ? " (HTML)" : "") : " (JSON)";
        return answer.status() + (code.isEmpty() ? "" : " " + code) + form;
    }
}
