package dev.tributary.gateway.attack;

import dev.tributary.gateway.proxy.RawConfluence;
import dev.tributary.gateway.proxy.RawConfluence.Script;
import dev.tributary.gateway.proxy.RawConfluence.Talk;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A Confluence that means ill where a test says so, and behaves otherwise: it issues tokens and serves alice. */
final class Evil implements AutoCloseable {

    private final AtomicInteger issued = new AtomicInteger();
    private final RawConfluence socket = new RawConfluence(this::answer);
    private final List<String> revoked = new CopyOnWriteArrayList<>();
    private volatile Script tokens = this::issue;
    private volatile Script rest = Evil::serveAlice;
    private volatile int seen;

    /** Answers so at the token endpoint from now on. */
    void tokens(Script script) {
        tokens = script;
    }

    /** Answers so below {@code /rest/api} from now on. */
    void rest(Script script) {
        rest = script;
    }

    /** Behaves again. */
    void behave() {
        tokens = this::issue;
        rest = Evil::serveAlice;
    }

    URI baseUrl() {
        return socket.baseUrl();
    }

    /** Returns the heads of the requests since the last time they were forgotten. */
    List<String> heads() {
        List<String> all = new ArrayList<>(socket.heads());
        return all.subList(seen, all.size());
    }

    void forget() {
        seen = socket.heads().size();
    }

    List<String> heads(String path) {
        return heads().stream()
                .filter(head -> head.split(" ", 3)[1].startsWith(path))
                .toList();
    }

    private void answer(Talk talk) throws IOException {
        String target = talk.head().split(" ", 3)[1];
        if (target.startsWith("/rest/oauth2/latest/token")) {
            talk.body();
            tokens.answer(talk);
        } else if (target.startsWith("/rest/oauth2/latest/revoke")) {
            revoked.add(talk.body());
            talk.answer(200, "", "");
        } else if (target.startsWith("/rest/api")) {
            rest.answer(talk);
        } else {
            talk.body();
            talk.answer(404, "", "");
        }
    }

    /** Issues a pair that is over at once as far as its holder is told, so that the next call renews it. */
    void issueShort(Talk talk) throws IOException {
        issue(talk, 1);
    }

    /** Issues a pair that can be told from the others. */
    void issueLate(Talk talk) throws IOException {
        issue(talk, "late", 3600);
    }

    private void issue(Talk talk) throws IOException {
        issue(talk, 3600);
    }

    private void issue(Talk talk, int seconds) throws IOException {
        issue(talk, String.valueOf(issued.incrementAndGet()), seconds);
    }

    private static void issue(Talk talk, String name, int seconds) throws IOException {
        talk.answer(
                200,
                "Content-Type: application/json\r\n",
                "{\"access_token\":\"evil-access-%s\",\"refresh_token\":\"evil-refresh-%s\",\"token_type\":\"bearer\",\"expires_in\":%d}"
                        .formatted(name, name, seconds));
    }

    /** Returns the forms in which tokens were revoked. */
    String revoked() {
        return String.join("\n", revoked);
    }

    static void serveAlice(Talk talk) throws IOException {
        talk.body();
        talk.answer(
                200,
                "Content-Type: application/json\r\nX-AUSERNAME: alice\r\n",
                "{\"type\":\"known\",\"username\":\"alice\",\"userKey\":\"key-of-alice\",\"displayName\":\"Alice\"}");
    }

    @Override
    public void close() {
        socket.close();
    }
}
