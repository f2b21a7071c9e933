package dev.tributary.gateway.doctor;

import dev.tributary.gateway.doctor.Landing.Kind;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/** Judges client id, client secret, redirect URI and scopes, each as far as the wire lets them be told apart. */
final class RegistrationJudge {

    private static final String WHY = "No user can be connected.";
    private static final String WHY_CLIENT = "No code is exchanged and no token renewed without it.";

    private RegistrationJudge() {}

    static Judgement authorize(Place place, Registration heard) {
        Landing landing = heard.landing();
        return switch (landing.kind()) {
            case CONSENT, LOGIN -> Judgement.well(onward(heard));
            case CLIENT -> client(place, landing);
            case ERROR_PAGE -> errorPage(place, heard);
            case ABSENT ->
                Judgement.of(
                        "there is none",
                        Advice.error(
                                place.edition(place.isCloud() ? "hosts.auth" : "baseUrl"),
                                "There is no authorization endpoint (status " + landing.status() + ").",
                                WHY,
                                place.isCloud()
                                        ? "Correct " + place.edition("hosts.auth") + "."
                                        : "Check that Confluence is 7.17 or later, that its OAuth 2.0 provider is not disabled,"
                                                + " and that the proxy in front of it passes /rest/oauth2 on."));
            case UNCLEAR -> unclear(place, landing);
            case NOWHERE -> Judgement.skipped("the authorization endpoint gives no answer");
        };
    }

    private static String onward(Registration heard) {
        URI to = heard.landing().location();
        String where = heard.landing().kind() == Kind.CONSENT
                ? "leads to consent"
                : "leads to a login" + (to == null ? "" : " at " + to.getHost());
        return heard.tellsNothing()
                ? where + ", as it does for unknown clients: only a user's sign-in will tell"
                : where;
    }

    /** Whoever is told of an error was recognised, with its redirect URI. */
    private static Judgement client(Place place, Landing landing) {
        if (landing.error().equals("invalid_scope")) {
            return Judgement.well("takes client and redirect URI");
        }
        return Judgement.of(
                "refuses the request",
                Advice.error(
                        place.edition("clientId"),
                        "The site refuses the request with "
                                + (landing.error().isEmpty() ? "no word" : "'" + landing.error() + "'") + ".",
                        WHY,
                        "See in " + place.registration() + " whether client '" + place.clientId()
                                + "' is enabled and of the right kind."));
    }

    private static Judgement unclear(Place place, Landing landing) {
        return Judgement.of(
                "status " + landing.status(),
                Advice.error(
                        place.edition(place.isCloud() ? "hosts.auth" : "baseUrl"),
                        "The authorization endpoint leads to neither login nor consent (status " + landing.status()
                                + (landing.location() == null
                                        ? ""
                                        : ", to "
                                                + Words.printable(
                                                        landing.location().toString()))
                                + ").",
                        WHY,
                        "Look at what stands in front of the site, and compare "
                                + place.edition(place.isCloud() ? "hosts.auth" : "baseUrl")
                                + " with the address in a browser."));
    }

    private static Judgement errorPage(Place place, Registration heard) {
        if (!heard.refusedScopes().isEmpty()) {
            return Judgement.well("takes client and redirect URI");
        }
        if (isClear(place)) {
            return Judgement.of("the site's own error page", https(place));
        }
        return switch (heard.client().word()) {
            case ACCEPTED -> Judgement.of("the site's own error page", redirectUri(place));
            case REFUSED -> Judgement.of("the site's own error page", unknownClient(place));
            case PERHAPS, UNCLEAR, NOT_ASKED ->
                Judgement.of(
                        "the site's own error page",
                        Advice.error(
                                place.edition("clientId"),
                                "The site shows its own error page instead of consent: the client id '"
                                        + place.clientId()
                                        + "' is unknown to it, or the redirect URI is not the registered one.",
                                WHY,
                                "Compare both with " + place.registration()
                                        + "; the redirect URL there must be exactly " + place.redirectUri() + "."));
        };
    }

    private static boolean isClear(Place place) {
        URI base = place.config().deployment().baseUrl();
        return !place.isCloud() && "http".equals(base.getScheme()) && !"localhost".equals(base.getHost());
    }

    private static Advice https(Place place) {
        return Advice.error(
                place.edition("baseUrl"),
                "The site shows its own error page instead of consent, as Confluence does where its base URL is http on a host"
                        + " other than localhost.",
                WHY,
                "Have Confluence served by https, and set " + place.edition("baseUrl")
                        + " to that. If its administrator has"
                        + " allowed http (skip.base.url.https.requirement), compare client id and redirect URI with "
                        + place.registration() + ".");
    }

    private static Advice redirectUri(Place place) {
        String also = place.isCloud()
                ? " There must be permissions for Confluence, too."
                : " If it is the same already: Confluence's own base URL must be https, and it may refuse hosts that end in"
                        + " .corp or .internal.";
        return Advice.error(
                "publicUrl",
                "The site knows the client and shows its own error page instead of consent: the redirect URI "
                        + place.redirectUri() + " is not the registered one.",
                "It is compared to the letter: scheme, port, path and a slash at the end count.",
                "Enter exactly " + place.redirectUri() + " as redirect URL at " + place.registration()
                        + ", or correct publicUrl." + also);
    }

    private static Advice unknownClient(Place place) {
        return Advice.error(
                place.edition("clientId"),
                "The site knows no client '" + place.clientId()
                        + "': it shows its own error page instead of consent, and"
                        + " refuses id and secret as a pair.",
                WHY,
                "Copy client id and secret again from " + place.registration()
                        + ". If the id is right, both the secret and the redirect URL there are wrong.");
    }

    static Judgement scopes(Place place, Registration heard, List<String> asked) {
        if (!heard.refusedScopes().isEmpty() && place.isCloud()) {
            String refused = String.join(", ", heard.refusedScopes());
            return Judgement.of(
                    "not all are enabled",
                    Advice.error(
                            place.setting("scopes"),
                            "The app does not have the permissions of these scopes: " + refused + ".",
                            "Atlassian shows its own error page to whoever is sent there with them.",
                            "Add them to the app's permissions in Atlassian's developer console, or take them out of "
                                    + place.setting("scopes") + " and of the apps' scopes."));
        }
        if (heard.landing().kind() == Kind.CLIENT && heard.landing().error().equals("invalid_scope")) {
            return Judgement.of("too much", aboveCeiling(place, heard, asked));
        }
        return heard.landing().goesOn() || heard.landing().kind() == Kind.CLIENT
                ? Judgement.well(
                        String.join(" ", asked) + (heard.tellsNothing() ? ": not refused so far" : " may be asked for"))
                : Judgement.skipped("the authorization endpoint does not get that far");
    }

    private static Advice aboveCeiling(Place place, Registration heard, List<String> asked) {
        List<String> ladder = place.config().deployment().dialect().scopeLadder();
        String scope = String.join(" ", asked);
        return Advice.error(
                place.setting("scopes"),
                "The application link does not allow " + scope
                        + heard.greatest(ladder)
                                .map(most -> "; the most it allows is " + most)
                                .orElse("") + ".",
                "Confluence sends users back with invalid_scope before they can consent.",
                "Raise the permission of " + place.registration() + " to " + scope
                        + heard.greatest(ladder)
                                .map(most -> ", or set " + place.setting("scopes") + ": [" + most + "]")
                                .orElse("")
                        + ".");
    }

    static Judgement client(Place place, Registration heard) {
        ClientSeen other = heard.other();
        boolean oneWorks = other != null && heard.client().isRefused() != other.isRefused();
        return oneWorks ? oneOfTwo(place, heard.client().isRefused()) : oneSecret(place, heard);
    }

    private static Judgement oneOfTwo(Place place, boolean first) {
        return Judgement.of(
                "takes client id and one of two secrets",
                Advice.warning(
                        place.edition("clientSecret"),
                        "Of the two client secrets the " + (first ? "first" : "second") + " is refused.",
                        first
                                ? "Each token request that begins with it has to be made twice."
                                : "It is of no use, and may have been copied wrongly.",
                        "If it was replaced, take it out of " + place.edition("clientSecret")
                                + ". If it is the new one, copy it again from " + place.registration() + "."));
    }

    private static Judgement oneSecret(Place place, Registration heard) {
        ClientSeen client = heard.client();
        return switch (client.word()) {
            case ACCEPTED -> Judgement.well("takes client id and secret");
            case PERHAPS ->
                heard.landing().kind() == Kind.ERROR_PAGE
                        ? Judgement.skipped("the token endpoint refuses strangers and the client alike")
                        : Judgement.well("takes the request, as it does a stranger's: only a real code will tell");
            case NOT_ASKED -> Judgement.skipped(client.notAsked());
            case REFUSED -> refused(place, heard);
            case UNCLEAR -> unclear(heard);
        };
    }

    private static Judgement unclear(Registration heard) {
        Kind landing = heard.landing().kind();
        return landing == Kind.ABSENT || landing == Kind.NOWHERE
                ? Judgement.skipped("the authorization endpoint has to be there first")
                : Judgement.of(
                        "no clear answer",
                        Words.error(Objects.requireNonNull(heard.client().failure()), WHY_CLIENT));
    }

    private static Judgement refused(Place place, Registration heard) {
        if (heard.landing().kind() == Kind.ERROR_PAGE && heard.refusedScopes().isEmpty()) {
            return Judgement.skipped("the client id has to be right first");
        }
        boolean idIsRight = heard.landing().kind() == Kind.CLIENT
                || (heard.landing().goesOn() && !heard.tellsNothing())
                || !heard.refusedScopes().isEmpty();
        String found = idIsRight
                ? "The client secret is wrong: the authorization endpoint knows client '" + place.clientId()
                        + "', and the token endpoint refuses it."
                : "The token endpoint refuses client '" + place.clientId() + "': its id or its secret is wrong.";
        return Judgement.of(
                "refused",
                Advice.error(
                        place.edition("clientSecret"),
                        found,
                        WHY_CLIENT,
                        "Copy the client secret" + (idIsRight ? "" : ", and the client id,") + " again from "
                                + place.registration() + " into the environment variable that "
                                + place.edition("clientSecret") + " names."));
    }
}
