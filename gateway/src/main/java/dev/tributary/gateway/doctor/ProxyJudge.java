package dev.tributary.gateway.doctor;

import dev.tributary.http.HttpAnswer;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges what stands in front of a site, by the answer to a call without a token and by where the authorization leads. */
final class ProxyJudge {

    private ProxyJudge() {}

    static Judgement judge(Place place, Heard call, Landing landing) {
        if (!(call instanceof Heard.Answered answered)) {
            return Judgement.skipped("the REST API gives no answer");
        }
        HttpAnswer answer = answered.answer();
        return Judgement.well("as Confluence itself would answer")
                .and(Stream.of(login(place, answer), name(answer), cache(answer), address(place, landing))
                        .flatMap(Optional::stream));
    }

    private static Optional<Advice> login(Place place, HttpAnswer answer) {
        if (answer.status() < 300 || answer.status() >= 400) {
            return Optional.empty();
        }
        return Optional.of(Advice.error(
                null,
                "The REST API redirects (status " + answer.status() + ") where it should answer.",
                "Calls carry a token instead of a browser's session; a login in front of Confluence keeps all of them out.",
                "Have the single sign-on in front of " + place.base() + " let /rest through to Confluence."));
    }

    private static Optional<Advice> name(HttpAnswer answer) {
        boolean redirected = answer.status() >= 300 && answer.status() < 400;
        if (redirected || answer.header("X-AUSERNAME").isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Advice.warning(
                null,
                "The answer to a call without a token has no X-AUSERNAME (status " + answer.status() + ").",
                "Confluence says there whom it served. Without it nobody notices that a token was taken for nobody's, or for"
                        + " somebody else's.",
                "Have the proxy in front of Confluence pass the response header X-AUSERNAME on."));
    }

    private static Optional<Advice> cache(HttpAnswer answer) {
        boolean aged =
                answer.header("Age").filter(age -> !age.strip().equals("0")).isPresent();
        boolean hit = answer.header("X-Cache")
                .or(() -> answer.header("X-Cache-Status"))
                .filter(state -> state.toUpperCase(Locale.ROOT).contains("HIT"))
                .isPresent();
        if (!aged && !hit) {
            return Optional.empty();
        }
        return Optional.of(Advice.error(
                null,
                "A cache in front of Confluence answers calls of the REST API itself.",
                "It may serve what Confluence answered to one user to another.",
                "Have the proxy in front of Confluence cache nothing below /rest."));
    }

    /** Confluence sends browsers to where it believes to be. */
    private static Optional<Advice> address(Place place, Landing landing) {
        URI base = place.config().deployment().baseUrl();
        URI to = landing.location();
        if (to == null || !base.getHost().equalsIgnoreCase(to.getHost()) || isSame(base, to)) {
            return Optional.empty();
        }
        return Optional.of(Advice.error(
                place.edition("baseUrl"),
                "Confluence sends browsers to " + to.getScheme() + "://" + to.getRawAuthority()
                        + ", and its base URL is " + place.base() + ".",
                "Confluence does not know by which address the proxy in front of it is reached; consent leads astray or is"
                        + " refused.",
                "Set scheme, proxyName and proxyPort of the connector in Confluence's server.xml to those of "
                        + place.base() + "."));
    }

    private static boolean isSame(URI base, URI to) {
        return base.getScheme().equals(to.getScheme()) && base.getPort() == to.getPort();
    }
}
