package dev.tributary.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tributary.deployment.Provenance;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CallbackJudgeTest {

    private static final Owner ALICE = new Owner("portal", "alice");
    private static final Owner BOB = new Owner("portal", "bob");
    private static final Owner ALICE_ELSEWHERE = new Owner("other", "alice");
    private static final Secret BROWSER = Secret.of("the browser's secret");
    private static final Secret FOREIGN = Secret.of("another browser's secret");
    private static final Instant END = Instant.parse("2026-11-24T10:10:00Z");
    private static final Instant EARLY = END.minusMillis(1);
    private static final String ISSUER = "http://wiki.example/confluence";

    private static final Provenance HERE =
            new Provenance(URI.create("http://wiki.example"), URI.create("http://wiki.example/token"));

    private static final PendingFlow FLOW = new PendingFlow(
            new PendingFlow.Wish(ALICE, "wiki", List.of("READ"), "/docs", ""),
            Ticket.hash(BROWSER),
            Secret.of("verifier"),
            URI.create("http://localhost/callback"),
            HERE,
            END);

    static Stream<Arguments> callbacks() {
        return Stream.of(
                arguments("all is well", EARLY, "wiki", BROWSER, null, ALICE, null),
                arguments("who is signed in is checked later", EARLY, "wiki", BROWSER, null, null, null),
                arguments("the issuer is the site's", EARLY, "wiki", BROWSER, ISSUER, ALICE, null),
                arguments("expired", END, "wiki", BROWSER, null, ALICE, Reason.EXPIRED_STATE),
                arguments("another site", EARLY, "team", BROWSER, null, ALICE, Reason.WRONG_SITE),
                arguments("another browser", EARLY, "wiki", FOREIGN, null, ALICE, Reason.WRONG_BROWSER),
                arguments("no browser", EARLY, "wiki", null, null, ALICE, Reason.WRONG_BROWSER),
                arguments("another issuer", EARLY, "wiki", BROWSER, ISSUER + "/", ALICE, Reason.WRONG_SITE),
                arguments("another user", EARLY, "wiki", BROWSER, null, BOB, Reason.WRONG_USER),
                arguments("another app", EARLY, "wiki", BROWSER, null, ALICE_ELSEWHERE, Reason.WRONG_USER),
                arguments("age before site", END, "team", FOREIGN, "x", BOB, Reason.EXPIRED_STATE),
                arguments("site before browser", EARLY, "team", FOREIGN, "x", BOB, Reason.WRONG_SITE),
                arguments("browser before issuer", EARLY, "wiki", FOREIGN, "x", BOB, Reason.WRONG_BROWSER),
                arguments("issuer before user", EARLY, "wiki", BROWSER, "x", BOB, Reason.WRONG_SITE));
    }

    @Tag("C7")
    @ParameterizedTest(name = "{0}: {6}")
    @MethodSource("callbacks")
    void the_first_broken_check_decides(
            String situation,
            Instant now,
            String site,
            @Nullable Secret browser,
            @Nullable String issuer,
            @Nullable Owner signedIn,
            @Nullable Reason expected) {
        Callback callback = new Callback(site, Secret.of("unread"), browser, signedIn);
        CallbackParameters given = new CallbackParameters(Secret.of("state"), Secret.of("code"), null, issuer);

        assertThat(CallbackJudge.judge(FLOW, callback, given, new CallbackJudge.Circumstances(ISSUER, HERE, now)))
                .as(situation)
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Tag("C27")
    @ParameterizedTest
    @CsvSource({
        "http://wiki.example/confluence, http://wiki.example/token",
        "http://wiki.example, https://wiki.example/token",
    })
    void a_flow_of_a_site_that_has_moved_ends_whatever_the_server_calls_itself(URI base, URI tokens) {
        Callback callback = new Callback("wiki", Secret.of("unread"), BROWSER, ALICE);
        CallbackParameters given = new CallbackParameters(Secret.of("state"), Secret.of("code"), null, "x");

        assertThat(CallbackJudge.judge(
                        FLOW,
                        callback,
                        given,
                        new CallbackJudge.Circumstances(ISSUER, new Provenance(base, tokens), EARLY)))
                .contains(Reason.SITE_MOVED);
    }

    @ParameterizedTest
    @CsvSource({
        "access_denied, DENIED",
        "invalid_scope, INVALID_SCOPE",
        "server_error, REFUSED",
        "temporarily_unavailable, REFUSED",
        "ACCESS_DENIED, REFUSED",
        "something of its own, REFUSED"
    })
    void an_error_becomes_one_of_our_reasons(String error, Reason reason) {
        assertThat(CallbackJudge.meaning(error)).isEqualTo(reason);
    }
}
