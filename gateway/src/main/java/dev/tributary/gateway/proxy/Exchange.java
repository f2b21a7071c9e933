package dev.tributary.gateway.proxy;

import dev.tributary.confluence.Answer;
import dev.tributary.confluence.AnswerReader;
import dev.tributary.confluence.Meaning;
import dev.tributary.confluence.SiteAnswers;
import dev.tributary.gateway.http.Problem;
import dev.tributary.gateway.http.Reply;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Connection;
import dev.tributary.token.AccessToken;
import dev.tributary.token.WriteToken;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call under way: at most two requests to Confluence and one renewal. Nothing is sent to the caller before it is clear
 * who was served. Used on its request's context only.
 */
final class Exchange {

    private static final int MOST_ATTEMPTS = 2;
    private static final CharSequence USER_AGENT = HttpHeaders.createOptimized("User-Agent");
    private static final CharSequence AUTHORIZATION = HttpHeaders.createOptimized("Authorization");

    private final Call call;
    private final ProxyServices services;
    private final Context context;
    private final RequestBody body;
    private final CallMonitor monitor;

    private @Nullable WriteToken lent;
    private @Nullable HttpClientRequest out;
    private @Nullable Arrival inDoubt;
    private int attempts;
    private boolean over;

    Exchange(Call call, ProxyServices services, Context context) {
        this.call = call;
        this.services = services;
        this.context = context;
        this.body = new RequestBody(
                call.request(),
                call.route().limits().body(),
                () -> refuse(Admission.tooLarge(call.route()).problem()));
        this.monitor = services.watcher()
                .begin(
                        call.caller().app(),
                        call.route().site().id(),
                        call.request().method().name(),
                        call.request().headers());
        HttpServerResponse back = call.request().response();
        back.bodyEndHandler(last -> monitor.over(back.getStatusCode())).closeHandler(closed -> {
            monitor.over(0);
            abandon();
        });
    }

    /** Makes the call with a token, which is given back as soon as Confluence has decided. */
    void begin(WriteToken token) {
        lent = token;
        if (over) {
            giveBack();
        } else if (call.route().isClosed(token.token().connection(), call.path())) {
            refuse(Failures.noTokensThere());
        } else {
            attempt(token.token());
        }
    }

    private void giveBack() {
        if (lent != null) {
            lent.close();
        }
    }

    private void attempt(AccessToken token) {
        if (over) {
            return;
        }
        attempts++;
        call.route()
                .upstream(token.connection())
                .open(call.request().method(), call.targetAt(token.connection()))
                .onSuccess(opened -> send(opened, token))
                .onFailure(this::unreachable);
    }

    /** Gives up before anything was sent. */
    void fail(Throwable failure) {
        refuse(Failures.problem(failure, call.caller().connectPage()));
    }

    private void send(HttpClientRequest request, AccessToken token) {
        if (over) {
            reset(request);
            return;
        }
        out = request;
        RequestHeaders.copy(
                call.request().headers(),
                request.headers(),
                call.route().limits().headers());
        if (call.mayBringList()) {
            RequestHeaders.askForPlainText(request.headers());
        }
        monitor.asking(request.headers());
        request.putHeader(USER_AGENT, UserAgent.VALUE)
                .putHeader(AUTHORIZATION, token.credential().field().reveal());
        // The answer's future tells as well; without a handler Vert.x logs every caller that has gone.
        request.exceptionHandler(failure -> {});
        request.response()
                .onSuccess(answer -> answered(request, answer, token))
                .onFailure(failure -> broken(request, failure, token));
        body.sendTo(request);
    }

    private void answered(HttpClientRequest request, HttpClientResponse answer, AccessToken token) {
        answer.pause();
        monitor.answered(answer.statusCode());
        giveBack();
        CleanEnd.Turn turn = CleanEnd.current(request.connection());
        Arrival arrival = new Arrival(answer, turn, token, false);
        if (over || request != out) {
            arrival.giveUp();
        } else {
            read(arrival);
        }
    }

    private void read(Arrival arrival) {
        if (reader().wantsBody(arrival.answer().statusCode())) {
            SmallBody.of(arrival.answer())
                    .onSuccess(words -> judgeOrFail(words.whole() ? arrival.afterReading() : arrival, words.text()));
        } else {
            judgeOrFail(arrival, "");
        }
    }

    private void judgeOrFail(Arrival arrival, String body) {
        try {
            if (over) {
                arrival.giveUp();
            } else {
                judge(arrival, body);
            }
        } catch (RuntimeException unforeseen) {
            withhold(arrival);
            fail(unforeseen);
        }
    }

    private void judge(Arrival arrival, String body) {
        AccessToken token = arrival.token();
        Meaning meaning = meaning(arrival, body, token.connection());
        call.route()
                .budget()
                .heard(token.connection(), meaning, arrival.answer().headers());
        if (attempts == MOST_ATTEMPTS || !(meaning instanceof Meaning.TokenRejected)) {
            services.places().answered(token, arrival.answer().statusCode());
        }
        if (meaning instanceof Meaning.Served) {
            relay(arrival, token.connection());
        } else if (meaning instanceof Meaning.ServedAsAnother another) {
            checkRename(arrival, another);
        } else {
            withhold(arrival);
            settle(meaning, token);
        }
    }

    private void settle(Meaning meaning, AccessToken token) {
        if (meaning instanceof Meaning.TokenRejected) {
            renewAnd(token, Failures.badGateway("Confluence rejects even a new access token."));
        } else if (meaning instanceof Meaning.ServedAnonymously nobody) {
            Problem problem = Failures.servedAsAnother(nobody.done(), "anonymous");
            if (nobody.done()) {
                refuse(problem);
            } else {
                renewAnd(token, problem);
            }
        } else if (meaning instanceof Meaning.CaptchaDue) {
            onContext(Later.of(services.accounts().captchaDue(token)), this::fail);
        } else {
            refuse(Failures.refusal(meaning, token.connection(), call.caller().connectPage()));
        }
    }

    private void renewAnd(AccessToken token, Problem hopeless) {
        if (attempts >= MOST_ATTEMPTS) {
            services.tokens().rejectedToo(token);
            refuse(hopeless);
            return;
        }
        onContext(Later.of(services.tokens().replacementFor(token)).recover(Failures::noOtherToken), newer -> {
            if (!isTheSame(token.connection(), newer.connection())) {
                refuse(hopeless);
            } else if (body.canBeSentAgain()) {
                attempt(newer);
            } else {
                refuse(Failures.sendAgain());
            }
        });
    }

    private static boolean isTheSame(Connection before, Connection now) {
        return now.isActive() && before.state().epoch() == now.state().epoch();
    }

    private void checkRename(Arrival arrival, Meaning.ServedAsAnother another) {
        out = null;
        inDoubt = arrival;
        onContext(Later.of(services.accounts().renamed(arrival.token(), another.username())), renamed -> {
            inDoubt = null;
            Optional<Connection> same =
                    renamed.filter(connection -> meaning(arrival, "", connection) instanceof Meaning.Served);
            if (same.isPresent()) {
                relay(arrival, same.get());
            } else {
                withhold(arrival);
                refuse(Failures.servedAsAnother(another.done(), "another"));
            }
        });
    }

    private AnswerReader reader() {
        return SiteAnswers.of(call.route().site().deployment());
    }

    private Meaning meaning(Arrival arrival, String text, Connection connection) {
        HttpClientResponse answer = arrival.answer();
        return reader().read(new Answer(
                connection,
                call.request().method().name(),
                call.target(),
                answer.statusCode(),
                name -> HttpAnswer.joined(answer.headers().getAll(name)),
                services.clock().instant(),
                text));
    }

    private void relay(Arrival arrival, Connection connection) {
        Passing passing = new Passing(call, arrival, connection);
        Optional<Problem> objection = passing.objection();
        if (objection.isPresent()) {
            withhold(arrival);
            refuse(objection.get());
            return;
        }
        Relay relay = passing.relay(monitor);
        over = true;
        watch(connection, arrival.answer().statusCode());
        if (!body.hasEnded()) {
            // An early answer: whatever is left of the request must not be taken for the next one, on either side.
            relay.closeAfterwards();
            body.hold();
        }
        out = null;
        relay.run();
    }

    /** The answer is nobody's. */
    private void withhold(Arrival arrival) {
        body.hold();
        out = null;
        arrival.giveUp();
    }

    private void broken(HttpClientRequest request, Throwable failure, AccessToken token) {
        giveBack();
        if (over || request != out) {
            return;
        }
        body.hold();
        out = null;
        boolean staleSocket = failure instanceof HttpClosedException
                && Methods.isSafe(call.request().method());
        if (staleSocket && attempts < MOST_ATTEMPTS) {
            attempt(token);
        } else {
            refuse(Failures.brokenOff(call.request().method()));
        }
    }

    private void unreachable(Throwable failure) {
        refuse(Failures.unreachable(call.route().site().id(), failure));
    }

    private <T> void onContext(Future<T> future, Consumer<T> next) {
        future.onComplete(result -> context.runOnContext(ignored -> {
            if (result.failed()) {
                fail(result.cause());
            } else if (!over) {
                next.accept(result.result());
            }
        }));
    }

    private void refuse(Problem problem) {
        if (!over) {
            over = true;
            abandon();
            watch(lent == null ? null : lent.token().connection(), problem.status());
            Reply.refuse(call.request(), problem);
        }
    }

    private void watch(@Nullable Connection connection, int status) {
        services.watch()
                .answered(call.request(), call.caller(), call.route().site().id(), connection, status);
    }

    /** The caller has gone, or needs no more: an unfinished request upstream takes its socket with it. */
    private void abandon() {
        over = true;
        giveBack();
        if (out != null) {
            reset(out);
        }
        if (inDoubt != null) {
            inDoubt.giveUp();
        }
    }

    private static void reset(HttpClientRequest request) {
        Future<Void> unused = request.exceptionHandler(failure -> {}).reset();
    }
}
