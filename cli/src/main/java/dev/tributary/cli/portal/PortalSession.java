package dev.tributary.cli.portal;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What the portal remembers of one browser: who signed in, and two secrets that only its own pages know. */
final class PortalSession {

    private static final String USER = "user";
    private static final String FORM_TOKEN = "form-token";
    private static final String STATE = "state";
    private static final String FIRST_GENERATION = "first-generation";
    private static final String NOTICE = "notice";
    private static final String POINTER = "pointer";
    private static final String WANTED = "wanted";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Session session;

    private PortalSession(Session session) {
        this.session = session;
    }

    static PortalSession of(RoutingContext context) {
        return new PortalSession(context.session());
    }

    Optional<String> user() {
        return Optional.ofNullable(session.get(USER));
    }

    /** A new session id at sign-in, so that nobody can have planted the old one. */
    void signIn(String user) {
        session.regenerateId();
        session.put(USER, user);
        session.put(FORM_TOKEN, random());
    }

    void signOut() {
        session.destroy();
    }

    String formToken() {
        return remembered(FORM_TOKEN);
    }

    boolean isFormToken(String given) {
        return given != null && equal(formToken(), given);
    }

    /** The state of this browser's connect flows; one serves several tabs, as the gateway tells the flows apart. */
    String state() {
        return remembered(STATE);
    }

    boolean isState(String given) {
        return given != null && equal(state(), given);
    }

    void tell(String notice) {
        session.put(NOTICE, notice);
    }

    /** What to tell the user on the next page, once. */
    Optional<String> notice() {
        return Optional.ofNullable(session.remove(NOTICE));
    }

    /** Where the next page sends the user who wants to end something at Confluence. */
    void point(String page) {
        session.put(POINTER, page);
    }

    /** Where that is, once. */
    Optional<String> pointer() {
        return Optional.ofNullable(session.remove(POINTER));
    }

    /** What a call has missed, together with what was granted; empty for nothing. */
    void want(List<String> scopes) {
        session.put(WANTED, List.copyOf(scopes));
    }

    List<String> wanted() {
        session.putIfAbsent(WANTED, List.of());
        return session.get(WANTED);
    }

    private String remembered(String key) {
        session.putIfAbsent(key, random());
        return session.get(key);
    }

    /** Counts renewals since this browser first saw the connection: generations count token pairs. */
    long renewals(long generation) {
        session.putIfAbsent(FIRST_GENERATION, generation);
        long first = session.get(FIRST_GENERATION);
        return Math.max(0, generation - first);
    }

    void forgetRenewals() {
        session.remove(FIRST_GENERATION);
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
