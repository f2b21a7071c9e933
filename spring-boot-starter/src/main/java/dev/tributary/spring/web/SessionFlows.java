package dev.tributary.spring.web;

import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The flows that a session has begun, each in an attribute of its own: tabs that begin at the same time, also at two nodes that share
 * sessions, take nothing away from each other. What is kept is text, which any session can be made to keep; a session that gets another
 * id at sign-in keeps it.
 */
final class SessionFlows {

    private static final String NAME = "dev.tributary.flow.";
    private static final int MOST = 16;

    private final Clock clock;

    SessionFlows(Clock clock) {
        this.clock = clock;
    }

    /**
     * A flow under way.
     *
     * @param expiresAt when it must have come back
     * @param secret what shows that it comes back to the session that began it
     * @param cloudId the site of Confluence Cloud that its user has chosen; absent where nothing was chosen
     * @param returnTo the page of the application to come back to
     */
    record Flow(Instant expiresAt, Secret secret, @Nullable String cloudId, String returnTo) {

        private static final Pattern TEXT =
                Pattern.compile("(?<end>\\d{1,11}) (?<secret>[^ ]+) (?<cloudId>[^ ]*) (?<returnTo>/.*)");

        private String text() {
            String choice = cloudId == null ? "" : cloudId;
            return expiresAt.getEpochSecond() + " " + secret.reveal() + " " + choice + " " + returnTo;
        }

        /** What another version has kept, which cannot be read, counts as nothing. */
        private static Optional<Flow> of(@Nullable Object text) {
            Matcher kept = TEXT.matcher(String.valueOf(text));
            if (!kept.matches()) {
                return Optional.empty();
            }
            String cloudId = kept.group("cloudId");
            return Optional.of(new Flow(
                    Instant.ofEpochSecond(Long.parseLong(kept.group("end"))),
                    Secret.of(kept.group("secret")),
                    cloudId.isEmpty() ? null : cloudId,
                    kept.group("returnTo")));
        }
    }

    /**
     * Returns the secret of all flows that a session begins, by which the engine counts them. It is made of the session's id, which only
     * its browser has, and not kept: tabs that began at the same time would each keep one, and some sessions fail at that. Each flow has
     * the one that it was begun with, so that another id strands none.
     */
    static Secret secret(HttpSession session) {
        return Secret.of(Ticket.hash(Secret.of("browser " + session.getId())));
    }

    /** Keeps a flow until it comes back. */
    void keep(HttpSession session, URI authorization, Flow flow) {
        tidy(session);
        session.setAttribute(name(state(authorization.getRawQuery()).orElseThrow()), flow.text());
    }

    /** Takes the flow out that a callback belongs to; a callback that names none, or one of another session, gets nothing. */
    Optional<Flow> take(@Nullable HttpSession session, @Nullable String query) {
        Optional<String> name = state(query).map(SessionFlows::name);
        if (session == null || name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Flow> flow = Flow.of(session.getAttribute(name.get()));
        session.removeAttribute(name.get());
        return flow;
    }

    /** Forgets what will not come back, and the oldest where a session begins many. */
    private void tidy(HttpSession session) {
        List<String> names = Collections.list(session.getAttributeNames()).stream()
                .filter(name -> name.startsWith(NAME))
                .sorted(Comparator.comparing(name -> end(session, name)))
                .toList();
        for (int i = 0; i < names.size(); i++) {
            boolean tooMany = i <= names.size() - MOST;
            if (tooMany || end(session, names.get(i)).isBefore(clock.instant())) {
                session.removeAttribute(names.get(i));
            }
        }
    }

    private static Instant end(HttpSession session, String name) {
        return Flow.of(session.getAttribute(name)).map(Flow::expiresAt).orElse(Instant.EPOCH);
    }

    private static Optional<String> state(@Nullable String query) {
        List<String> states = List.of((query == null ? "" : query).split("&")).stream()
                .filter(parameter -> parameter.startsWith("state="))
                .map(parameter -> parameter.substring("state=".length()))
                .toList();
        return states.size() == 1 ? Optional.of(states.get(0)) : Optional.empty();
    }

    private static String name(String state) {
        return NAME + Ticket.hash(Secret.of("state " + state));
    }
}
