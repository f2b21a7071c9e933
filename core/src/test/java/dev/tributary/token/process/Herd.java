package dev.tributary.token.process;

import dev.tributary.Tributary;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.TributaryException;
import dev.tributary.token.AccessToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Callers of one process, each in a thread of its own, who all want the token of one connection in the same moment. */
final class Herd {

    private static final int SMALL_STACK = 256 * 1024;

    private final Tributary tributary;
    private CountDownLatch barrier = new CountDownLatch(0);
    private List<FutureTask<@Nullable AccessToken>> callers = List.of();

    Herd(Tributary tributary) {
        this.tributary = tributary;
    }

    /** Returns when each of them stands at the barrier. */
    void gather(ConnectionId id, int count) {
        CountDownLatch here = new CountDownLatch(count);
        CountDownLatch opened = new CountDownLatch(1);
        List<FutureTask<@Nullable AccessToken>> gathered = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FutureTask<@Nullable AccessToken> caller = new FutureTask<>(() -> {
                here.countDown();
                opened.await();
                return tributary.tokens().accessToken(id, Duration.ZERO).join();
            });
            Thread thread = new Thread(null, caller, "caller", SMALL_STACK);
            thread.setDaemon(true);
            thread.start();
            gathered.add(caller);
        }
        await(here);
        barrier = opened;
        callers = gathered;
    }

    /**
     * Opens the barrier. Returns how many callers were served, how many of those with a token that the simulator takes, and the
     * first failure.
     */
    String go() {
        barrier.countDown();
        Map<AccessToken, Integer> served = new HashMap<>();
        String failure = "";
        for (FutureTask<@Nullable AccessToken> caller : callers) {
            try {
                AccessToken token = caller.get();
                if (token != null) {
                    served.merge(token, 1, Integer::sum);
                }
            } catch (ExecutionException e) {
                failure = " " + e.getCause();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        int all = served.values().stream().mapToInt(Integer::intValue).sum();
        int accepted = served.entrySet().stream()
                .filter(each -> isAccepted(each.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return all + " " + accepted + failure;
    }

    /** The memory of this process hands out this very token, unless it has been renewed again. */
    private boolean isAccepted(AccessToken token) {
        try {
            AccessToken sent = tributary
                    .tokens()
                    .accessToken(token.connection().id(), Duration.ZERO)
                    .join();
            return sent.value().equals(token.value())
                    && tributary
                            .confluence(token.connection())
                            .currentUser()
                            .username()
                            .equals("alice");
        } catch (CompletionException | TributaryException e) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
