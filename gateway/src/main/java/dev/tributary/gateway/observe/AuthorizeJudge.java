package dev.tributary.gateway.observe;

import dev.tributary.gateway.observe.Observation.Settled;

/** What redirects of the authorization endpoint say. Pure functions. */
final class AuthorizeJudge {

    static final String SCOPES = "authorize with two scopes and a space between them";

    private AuthorizeJudge() {}

    static Observation scopeList(Reply reply) {
        String to = reply.header("Location").orElse("");
        boolean refused = to.contains("error=invalid_scope");
        boolean errorPage = to.contains("/oauth2/error");
        Settled settled = refused || errorPage
                ? Settled.by("that only one scope may be asked for, as Tributary does.", "scope-list=refused")
                : reply.status() >= 300 && reply.status() < 400
                        ? Settled.by(
                                "that several scopes are taken; Tributary asks for one all the same.",
                                "scope-list=accepted")
                        : Settled.words("nothing: no redirect came.");
        return Observation.of("scope-list", SCOPES, reply, settled);
    }

    static Observation withBearer(Reply reply) {
        String to = reply.header("Location").orElse("");
        boolean code = to.matches(".*[?&]code=.*");
        String seen = reply.status() < 300 || reply.status() >= 400
                ? reply.toString()
                : reply + (code ? " with a code" : to.contains("consent") ? " to consent" : " to somewhere else");
        return new Observation(
                "authorize-with-bearer",
                "authorize with the access token in the header, as the \"programmatic\" flow does",
                seen,
                code
                        ? "that a token alone gives a code here. No consent protects an account whose token leaks."
                        : "that no code comes without a consent: a flow cannot be walked by program alone.",
                null);
    }
}
