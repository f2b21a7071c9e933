package dev.tributary.gateway.doctor;

import java.net.URI;

/** Judges a redirect URI by Confluence's rule for them: https, or http with the host localhost. */
final class RedirectUriJudge {

    private RedirectUriJudge() {}

    static Judgement judge(Place place) {
        URI uri = place.site().registration().redirectUri();
        if (uri.getPort() == 0) {
            return Judgement.of(
                    "changes at each start",
                    Advice.error(
                            "publicUrl",
                            "publicUrl has port 0, so that the redirect URI is another one at each start.",
                            "Confluence compares the redirect URI with the registered one to the letter.",
                            "Give publicUrl a port, and register {publicUrl}/callback/" + place.id() + "."));
        }
        boolean http = "http".equals(uri.getScheme());
        if (http && !place.isCloud() && !"localhost".equals(uri.getHost())) {
            return Judgement.of(
                    uri.toString(),
                    Advice.warning(
                            "publicUrl",
                            "The redirect URI is http with the host " + uri.getHost() + ".",
                            "Confluence may refuse http with any host but localhost.",
                            "Write localhost in publicUrl, and register "
                                    + uri.toString().replace(uri.getHost(), "localhost") + "."));
        }
        return Judgement.well(uri + ", to be registered exactly so");
    }
}
