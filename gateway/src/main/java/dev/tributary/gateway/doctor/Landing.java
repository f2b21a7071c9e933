package dev.tributary.gateway.doctor;

import dev.tributary.http.HttpAnswer;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser that asks for authorization is sent to, as far as one step tells.
 *
 * @param kind where it is
 * @param status the status of the answer; 0 where none came
 * @param error the error code that the client is told; empty for none
 * @param location where to, without its query; absent for nowhere else
 */
record Landing(
        Kind kind, int status, String error, @Nullable URI location) {

    /** No answer came. */
    static final Landing NONE = new Landing(Kind.NOWHERE, 0, "", null);

    private static final Pattern ERROR = Pattern.compile("(?:^|&)error=([a-z_]{1,40})(?:&|$)");

    /** Where a browser can land. */
    enum Kind {
        /** The page that asks for consent. */
        CONSENT,
        /** A login, which comes before consent. */
        LOGIN,
        /** The product's own error page: it does not trust client or redirect URI enough to tell the client. */
        ERROR_PAGE,
        /** The client itself, told of an error. */
        CLIENT,
        /** There is no authorization endpoint. */
        ABSENT,
        /** An answer that no authorization endpoint gives. */
        UNCLEAR,
        /** No answer came. */
        NOWHERE
    }

    /** Says whether the request went on towards consent. */
    boolean goesOn() {
        return kind == Kind.CONSENT || kind == Kind.LOGIN;
    }

    static Landing of(Heard heard, String redirectUri) {
        return heard instanceof Heard.Answered answered ? of(answered, redirectUri) : NONE;
    }

    private static Landing of(Heard.Answered heard, String redirectUri) {
        HttpAnswer answer = heard.answer();
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return redirected(heard.asked(), status, answer.header("Location").orElse(""), redirectUri);
        }
        return new Landing(page(status), status, "", null);
    }

    private static Kind page(int status) {
        return switch (status) {
            case 200 -> Kind.LOGIN;
            case 400, 422 -> Kind.ERROR_PAGE;
            case 404, 405, 410 -> Kind.ABSENT;
            default -> Kind.UNCLEAR;
        };
    }

    private static Landing redirected(URI asked, int status, String written, String redirectUri) {
        URI to;
        try {
            to = asked.resolve(written);
        } catch (IllegalArgumentException e) {
            return new Landing(Kind.UNCLEAR, status, "", null);
        }
        if (to.getHost() == null) {
            return new Landing(Kind.UNCLEAR, status, "", null);
        }
        String address = to.toString();
        if (address.startsWith(redirectUri + "?")) {
            Matcher error = ERROR.matcher(String.valueOf(to.getRawQuery()));
            return new Landing(Kind.CLIENT, status, error.find() ? error.group(1) : "", null);
        }
        return new Landing(kind(asked, to), status, "", URI.create(address.split("[?#]", 2)[0]));
    }

    private static Kind kind(URI asked, URI to) {
        String path = String.valueOf(to.getRawPath()).toLowerCase(Locale.ROOT);
        if (path.endsWith("/error") || path.contains("/oauth2/error")) {
            return Kind.ERROR_PAGE;
        }
        if (path.contains("consent")) {
            return Kind.CONSENT;
        }
        boolean itself = path.equals(String.valueOf(asked.getRawPath()).toLowerCase(Locale.ROOT));
        boolean elsewhere = !String.valueOf(asked.getHost()).equalsIgnoreCase(to.getHost());
        return !itself && (elsewhere || path.contains("login") || path.contains("saml") || path.contains("oidc"))
                ? Kind.LOGIN
                : Kind.UNCLEAR;
    }
}
