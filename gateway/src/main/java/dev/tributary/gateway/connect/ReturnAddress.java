package dev.tributary.gateway.connect;

import dev.tributary.authorization.AuthorizationIntent;
import dev.tributary.authorization.Completion.Granted;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a browser goes back to, with what its application is to learn. */
final class ReturnAddress {

    private final HeldGrants grants;

    ReturnAddress(HeldGrants grants) {
        this.grants = grants;
    }

    /** Returns the way back of a grant, which is held from now on, with the code that leads to it. */
    String with(Granted grant) {
        return with(grant.intent(), "connection_code", grants.hold(grant).reveal());
    }

    /** Returns the way back with an error. */
    String with(AuthorizationIntent intent, String error) {
        return with(intent, "error", error);
    }

    private static String with(AuthorizationIntent intent, String name, String value) {
        String separator = intent.returnTo().contains("?") ? "&" : "?";
        return intent.returnTo() + separator + name + "=" + encoded(value) + "&state=" + encoded(intent.note());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
