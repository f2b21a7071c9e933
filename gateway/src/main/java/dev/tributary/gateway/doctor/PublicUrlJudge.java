package dev.tributary.gateway.doctor;

import dev.tributary.gateway.config.ThisMachine;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.TransportException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges whether the gateway is reached at its public URL, and unaltered. Where it does not run, only the way is judged. */
final class PublicUrlJudge {

    private static final String KEY = "publicUrl";
    private static final String WHY =
            "Browsers and applications reach the gateway there, and Confluence sends users back to it.";
    private static final String NOT_RUNNING = "the gateway does not run yet";

    private PublicUrlJudge() {}

    static URI health(URI publicUrl) {
        return URI.create(publicUrl + "/health/live");
    }

    /** Returns what the gateway refuses as malformed, if it arrives as it was sent. */
    static Stream<URI> refused(URI publicUrl, String site) {
        return Stream.of(
                URI.create(publicUrl + "/sites/" + site + "/rest/api/a%2Fb"),
                URI.create(publicUrl + "/sites/" + site + "//rest/api/space"),
                URI.create(publicUrl + "/callback/" + site));
    }

    static boolean isUp(Heard health) {
        return health instanceof Heard.Answered answered
                && answered.answer().status() == 200
                && answered.answer().body().text().contains("\"up\"");
    }

    static Judgement judge(URI publicUrl, Heard health, Map<URI, Heard> refused) {
        if (health instanceof Heard.Nothing nothing) {
            return unreached(publicUrl, nothing.failure());
        }
        return isUp(health) ? running(publicUrl, refused) : other(publicUrl, ((Heard.Answered) health).answer());
    }

    /** Judges what came of a large body where the gateway takes none, and refuses it by its method. */
    static Optional<Advice> large(Heard heard) {
        boolean cut =
                heard instanceof Heard.Answered answered && answered.answer().status() == 413;
        return cut
                ? Optional.of(Advice.error(
                        null,
                        "A body of 2 MiB does not reach the gateway: a server in front of it refuses it (status 413).",
                        "Pages and attachments of that size cannot be written, although Confluence would take them.",
                        "Have the server in front of the gateway limit no body (nginx: client_max_body_size 0 and"
                                + " proxy_request_buffering off)."))
                : Optional.empty();
    }

    private static Judgement running(URI publicUrl, Map<URI, Heard> refused) {
        return Judgement.well("the gateway runs at " + publicUrl)
                .and(refused.entrySet().stream()
                        .filter(probe -> !isMalformed(probe.getValue()))
                        .limit(1)
                        .map(probe -> Advice.error(
                                null,
                                "The path " + probe.getKey().getRawPath() + " does not reach the gateway as it was sent"
                                        + status(probe.getValue()) + ".",
                                "What is decided about a path has to be what Confluence is asked for; and a server in front that"
                                        + " knows only some paths keeps users from coming back.",
                                "Have the server in front of the gateway pass every path on as it is, without decoding, merging"
                                        + " slashes or resolving dots (nginx: proxy_pass without a path).")));
    }

    private static boolean isMalformed(Heard heard) {
        return heard instanceof Heard.Answered answered && answered.answer().status() == 400;
    }

    private static String status(Heard heard) {
        return heard instanceof Heard.Answered answered
                ? " (status " + answered.answer().status() + ")"
                : "";
    }

    private static Judgement unreached(URI publicUrl, TransportException failure) {
        boolean here = ThisMachine.is(publicUrl.getHost());
        String host = publicUrl.getRawAuthority();
        return switch (failure.kind()) {
            case UNREACHABLE ->
                here
                        ? Judgement.well(NOT_RUNNING)
                        : no(
                                "Nobody listens at " + host + ".",
                                "Start the server in front of the gateway, or correct publicUrl.");
            case UNKNOWN_HOST ->
                no(
                        "The host name " + publicUrl.getHost() + " of publicUrl is unknown.",
                        "Correct publicUrl, or have the name entered at the name server.");
            case UNTRUSTED, UNFIT, TLS ->
                no(
                        "There is no TLS at " + host + " that this machine trusts: " + reason(failure),
                        "Have the server in front of the gateway show a whole chain of certificates for that name; browsers"
                                + " refuse it as well.");
            case PROXY, TIMEOUT, TOO_LARGE, BROKEN ->
                no(
                        "The server at " + host + " gives no proper answer.",
                        "See what listens there, and whether publicUrl has the right scheme and port.");
        };
    }

    private static String reason(TransportException failure) {
        String message = String.valueOf(failure.getMessage());
        int end = message.lastIndexOf(". ");
        return end < 0 ? message : message.substring(0, end + 1);
    }

    private static Judgement other(URI publicUrl, HttpAnswer answer) {
        int status = answer.status();
        if (status == 502 || status == 503 || status == 504) {
            return Judgement.well("a server answers at " + publicUrl + ", and " + NOT_RUNNING + " behind it");
        }
        if (status >= 300 && status < 400) {
            return no(
                    publicUrl + " redirects to "
                            + Words.printable(
                                    answer.header("Location").orElse("nowhere").split("[?#]", 2)[0]) + ".",
                    "Set publicUrl to the address that redirects no further, and register the redirect URIs anew.");
        }
        return no(
                "At " + publicUrl + " answers something else than this gateway (status " + status + ").",
                "See what listens there, and correct publicUrl or listen.");
    }

    private static Judgement no(String found, String mend) {
        return Judgement.of("not this gateway", Advice.error(KEY, found, WHY, mend));
    }
}
