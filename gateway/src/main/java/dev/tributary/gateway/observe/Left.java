package dev.tributary.gateway.observe;

import java.util.List;

/** What is open and not asked for: it would take another consent, another registration, or leave something behind. */
final class Left {

    private static final Observation DENY = Observation.untried(
            "deny-answer",
            "what a user who denies is sent to",
            "it takes a consent of its own. Deny one by hand, and see what the address has");

    private static final Observation CODE_LIFETIME = Observation.untried(
            "code-lifetime",
            "how long a code can be exchanged",
            "it takes a consent for each try. The administrator knows max.client.delay.seconds");

    private static final Observation LOOPBACK = Observation.untried(
            "loopback-address-redirect",
            "whether http redirect URIs to 127.0.0.1 are taken",
            "it takes a registration of its own");

    private static final Observation INTERNAL = Observation.untried(
            "internal-redirect-hosts",
            "whether redirect URIs to hosts such as wiki.corp are taken",
            "it takes a registration of its own");

    private static final Observation SERVICE_ACCOUNT = Observation.untried(
            "client-credentials",
            "whether there are service accounts",
            "the answer would be a token of an account that nobody asked");

    private static final Observation EXPIRED = Observation.untried(
            "expired-token",
            "the status for an expired access token",
            "it takes an hour. A token of nobody's may be met otherwise");

    private Left() {}

    static List<Observation> of(boolean cloud) {
        return cloud
                ? List.of(DENY, CODE_LIFETIME, SERVICE_ACCOUNT, EXPIRED)
                : List.of(DENY, CODE_LIFETIME, LOOPBACK, INTERNAL, SERVICE_ACCOUNT);
    }
}
