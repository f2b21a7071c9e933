package dev.tributary.gateway.doctor;

import dev.tributary.gateway.config.ThisMachine;
import dev.tributary.http.HttpAnswer;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Judges whether the base URL is Confluence's, by what the manifest says there and at other usual context paths. */
final class BaseUrlJudge {

    private static final String CONFLUENCE = "confluence";
    private static final Pattern CLOUD_HOST = Pattern.compile(".*\\.(atlassian\\.net|atlassian\\.com|jira\\.com)");
    private static final String WHY_PATH =
            "Every address of the flow and of the calls begins with it, context path included; none of them works.";

    private BaseUrlJudge() {}

    /** Returns where else Confluence usually is on that host. */
    static Stream<String> elsewhere(String base) {
        URI uri = URI.create(base);
        String origin = uri.getScheme() + "://" + uri.getRawAuthority();
        return Stream.of("", "/confluence", "/wiki").map(origin::concat).filter(other -> !other.equals(base));
    }

    static Judgement judge(Place place, Heard.Answered heard, Map<String, Heard> elsewhere) {
        return Manifest.read(heard)
                .map(manifest -> judge(place, manifest))
                .orElseGet(() -> absent(place, heard.answer(), elsewhere));
    }

    private static Judgement judge(Place place, Manifest manifest) {
        if (!manifest.type().equals(CONFLUENCE)) {
            return Judgement.of(
                    "another product: " + manifest.type(),
                    Advice.error(
                            place.edition("baseUrl"),
                            "At " + place.base() + " is '" + manifest.type() + "', not Confluence.",
                            "The gateway would send Confluence's client secret to another product.",
                            "Set " + place.edition("baseUrl")
                                    + " to Confluence's base URL, as its general configuration" + " shows it."));
        }
        Judgement well = Judgement.well("Confluence " + manifest.version() + " at " + place.base());
        return well.and(Stream.concat(otherUrl(place, manifest).stream(), clear(place).stream()));
    }

    private static Optional<Advice> otherUrl(Place place, Manifest manifest) {
        if (manifest.url().isEmpty() || normal(manifest.url()).equals(normal(place.base()))) {
            return Optional.empty();
        }
        return Optional.of(Advice.warning(
                place.edition("baseUrl"),
                "Confluence takes " + manifest.url() + " for its base URL, and the configuration says " + place.base()
                        + ".",
                "Confluence sends browsers, and writes links, to its own base URL, and serves OAuth only if that is https"
                        + " or localhost.",
                "Set " + place.edition("baseUrl") + " to " + manifest.url() + ", or correct the server base URL in"
                        + " Confluence's general configuration."));
    }

    private static Optional<Advice> clear(Place place) {
        URI base = place.config().deployment().baseUrl();
        if (!"http".equals(base.getScheme()) || ThisMachine.is(base.getHost())) {
            return Optional.empty();
        }
        return Optional.of(Advice.warning(
                place.edition("baseUrl"),
                "The base URL is http on another machine.",
                "Client secret and tokens cross the network in clear.",
                "Have Confluence served by https, set " + place.edition("baseUrl") + " to that, and remove "
                        + place.setting("allowInsecureHttp") + "."));
    }

    private static Judgement absent(Place place, HttpAnswer answer, Map<String, Heard> elsewhere) {
        URI base = place.config().deployment().baseUrl();
        if (CLOUD_HOST.matcher(base.getHost()).matches()) {
            return no(
                    place,
                    "At " + base.getHost() + " is Confluence Cloud, and the configuration says Data Center.",
                    "Replace the site's dataCenter by cloud, with the client id and secret of an OAuth 2.0 (3LO) app.");
        }
        return elsewhere.entrySet().stream()
                .filter(other -> Manifest.read(other.getValue())
                        .filter(manifest -> manifest.type().equals(CONFLUENCE))
                        .isPresent())
                .findFirst()
                .map(other -> no(
                        place,
                        "Confluence is not at " + base + " but at " + other.getKey() + ": the context path is wrong.",
                        "Set " + place.edition("baseUrl") + " to " + other.getKey() + "."))
                .orElseGet(() -> nowhere(place, answer));
    }

    private static Judgement nowhere(Place place, HttpAnswer answer) {
        String at = "At " + place.base() + " ";
        String correct = "Set " + place.edition("baseUrl") + " to the base URL in Confluence's general configuration";
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return redirected(place, Words.printable(answer.header("Location").orElse("nowhere")));
        }
        if (status == 401 || status == 403) {
            return no(
                    place,
                    at + "something refuses requests without its own login (status " + status + ").",
                    "Have what stands in front of Confluence let the gateway through to /rest.");
        }
        if (status >= 500) {
            return no(
                    place,
                    at + "nothing works just now (status " + status + ").",
                    "Start Confluence, or look at the proxy in front of it, and run this again.");
        }
        if (answer.isHtml() && status == 200) {
            return no(
                    place,
                    at
                            + "is a page for people where Confluence's manifest should be: a login in front of it, or another"
                            + " program.",
                    correct + ", or have the login in front of it let /rest through.");
        }
        return no(place, at + "is no Confluence (status " + status + ").", correct + ", with its context path.");
    }

    private static Judgement redirected(Place place, String location) {
        return no(
                place,
                place.base() + " redirects to " + location.split("[?#]", 2)[0] + ", and secrets follow no redirect.",
                Manifest.baseOf(location)
                        .map(other -> "Set " + place.edition("baseUrl") + " to " + other
                                + ", if that is Confluence's own base URL.")
                        .orElse("Set " + place.edition("baseUrl")
                                + " to the address that redirects no further, or have the login in front of Confluence let"
                                + " /rest through."));
    }

    private static Judgement no(Place place, String found, String mend) {
        return Judgement.of("no Confluence there", Advice.error(place.edition("baseUrl"), found, WHY_PATH, mend));
    }

    private static String normal(String url) {
        String text = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        int path = text.indexOf('/', text.indexOf("://") + 3);
        String origin = (path < 0 ? text : text.substring(0, path)).toLowerCase(Locale.ROOT);
        String bare = origin.replaceFirst("^(http://.*):80$", "$1").replaceFirst("^(https://.*):443$", "$1");
        return path < 0 ? bare : bare + text.substring(path);
    }
}
