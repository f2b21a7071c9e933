package dev.tributary.gateway.doctor;

import dev.tributary.http.TransportException;
import dev.tributary.http.TransportException.Kind;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Judges whether a host is reached at all: name, network, proxy, TLS. */
final class ReachJudge {

    private static final String WHY = "Without it no user can be connected, and no call be made.";
    private static final String WHY_TLS =
            "The gateway sends secrets only to a server whose certificate proves that it is the right one.";

    private ReachJudge() {}

    static Judgement judge(Place place, Heard heard) {
        String host = heard.asked().getScheme() + "://" + heard.asked().getRawAuthority();
        return heard instanceof Heard.Nothing nothing
                ? Judgement.of(host + " gives no answer", advice(place, nothing))
                : Judgement.well(host + " answers");
    }

    private static Advice advice(Place place, Heard.Nothing nothing) {
        TransportException failure = nothing.failure();
        String why = isTls(failure.kind()) ? WHY_TLS : WHY;
        return Words.error(setting(place, failure.kind(), nothing.asked()), String.valueOf(failure.getMessage()), why);
    }

    private static boolean isTls(Kind kind) {
        return kind == Kind.UNTRUSTED || kind == Kind.UNFIT || kind == Kind.TLS;
    }

    private static @Nullable String setting(Place place, Kind kind, URI asked) {
        return switch (kind) {
            case UNTRUSTED -> place.setting("caBundle");
            case PROXY -> place.setting("proxy");
            case TIMEOUT, TOO_LARGE -> null;
            case UNKNOWN_HOST, UNREACHABLE ->
                place.config().network().proxy() == null ? address(place, asked) : place.setting("proxy");
            case UNFIT, TLS, BROKEN -> address(place, asked);
        };
    }

    private static String address(Place place, URI asked) {
        boolean api = asked.toString().startsWith(place.base());
        return place.edition(place.isCloud() ? (api ? "hosts.api" : "hosts.auth") : api ? "baseUrl" : "endpoints");
    }
}
