package dev.tributary.benchmarks.scale;

import dev.tributary.model.ConnectionId;
import dev.tributary.token.AccessToken;
import dev.tributary.token.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Has many connections renewed, some at a time. */
final class Renewing {

    private static final int AT_ONCE = 16;

    private final Tokens tokens;
    private final Meter meter;

    Renewing(Tokens tokens, Meter meter) {
        this.tokens = tokens;
        this.meter = meter;
    }

    /**
     * What a round cost.
     *
     * @param renewed how many were renewed
     * @param nanos how long all took together
     * @param cpuNanos how long processors worked for it, for this process and the server
     */
    record Cost(int renewed, long nanos, long cpuNanos) {

        double perSecond() {
            return renewed * 1e9 / nanos;
        }

        double wallMillis() {
            return nanos / 1e6 / renewed;
        }

        double cpuMillis() {
            return cpuNanos / 1e6 / renewed;
        }
    }

    /** Renews each one once, although none needs it. */
    Cost round(List<ConnectionId> ids) throws Exception {
        List<AccessToken> before = all(ids, id -> tokens.accessToken(id, Duration.ZERO));
        long cpu = meter.cpuNanos();
        long begun = System.nanoTime();
        List<AccessToken> after = all(before, tokens::replacementFor);
        Cost cost = new Cost(ids.size(), System.nanoTime() - begun, meter.cpuNanos() - cpu);
        for (int i = 0; i < ids.size(); i++) {
            if (after.get(i).value().equals(before.get(i).value())) {
                throw new IllegalStateException("A connection was not renewed.");
            }
        }
        return cost;
    }

    static <A, B> List<B> all(List<A> questions, Function<A, CompletableFuture<B>> asking)
            throws InterruptedException, ExecutionException {
        Semaphore free = new Semaphore(AT_ONCE);
        List<CompletableFuture<B>> answers = new ArrayList<>(questions.size());
        for (A question : questions) {
            free.acquire();
            answers.add(asking.apply(question).whenComplete((answer, failure) -> free.release()));
        }
        List<B> all = new ArrayList<>(answers.size());
        for (CompletableFuture<B> answer : answers) {
            all.add(answer.get());
        }
        return all;
    }
}
