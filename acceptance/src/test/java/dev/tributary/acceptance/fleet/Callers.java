package dev.tributary.acceptance.fleet;

import dev.tributary.acceptance.fleet.Called.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Applications that call for one user after the other, mostly reading, until they are told to stop. */
final class Callers implements AutoCloseable {

    static final int AT_ONCE = 16;

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI entrance;
    private final List<String> users;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Queue<Called> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> threads;
    private final String page;

    Callers(URI entrance, List<String> users) {
        this.entrance = entrance;
        this.users = users;
        this.page = anyPage();
        threads = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> new Thread(() -> goOn(new Random(i)), "caller-" + i))
                .toList();
        threads.forEach(Thread::start);
    }

    private String anyPage() {
        Called.Kind kind = Kind.LIST;
        HttpResponse<String> answer = send(request(kind, users.get(0), "probe=none"));
        return JSON.readTree(answer.body()).path("results").path(0).path("id").asString();
    }

    private void goOn(Random random) {
        try {
            while (!over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                calls.add(call(users.get(random.nextInt(users.size())), kind(random.nextInt(10))));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Kind kind(int of10) {
        return of10 < 6 ? Kind.WHO_AM_I : of10 < 8 ? Kind.LIST : Kind.WRITE;
    }

    /** Makes one call. */
    Called call(String user, Kind kind) {
        String probe = "p" + count.incrementAndGet();
        Instant began = Instant.now();
        try {
            HttpResponse<String> answer = send(request(kind, user, "probe=" + probe));
            String said = said(answer, kind, user);
            return new Called(probe, user, kind, began, Instant.now(), answer.statusCode(), said);
        } catch (UncheckedIOException e) {
            return new Called(probe, user, kind, began, Instant.now(), 0, String.valueOf(e.getCause()));
        }
    }

    private HttpRequest request(Kind kind, String user, String probe) {
        HttpRequest.Builder request = HttpRequest.newBuilder(entrance.resolve("/sites/wiki" + path(kind, probe)))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + Fleet.KEY)
                .header("Tributary-User", user);
        if (kind == Kind.WRITE) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(comment(user, probe)));
        }
        return request.build();
    }

    private static String path(Kind kind, String probe) {
        return switch (kind) {
            case WHO_AM_I -> "/rest/api/user/current?" + probe;
            case LIST -> "/rest/api/content?spaceKey=DEMO&limit=3&" + probe;
            case WRITE -> "/rest/api/content?" + probe;
        };
    }

    private String comment(String user, String probe) {
        return JSON.writeValueAsString(Map.of(
                "type",
                "comment",
                "container",
                Map.of("id", page, "type", "page"),
                "body",
                Map.of("storage", Map.of("value", "<p>" + user + " " + probe + "</p>", "representation", "storage"))));
    }

    private static String said(HttpResponse<String> answer, Kind kind, String user) {
        if (answer.statusCode() != 200) {
            return answer.body().substring(0, Math.min(300, answer.body().length()));
        }
        if (kind == Kind.LIST) {
            return "";
        }
        JsonNode body = JSON.readTree(answer.body());
        String served = kind == Kind.WHO_AM_I
                ? body.path("username").asString()
                : body.path("history").path("createdBy").path("username").asString();
        return served.equals(user) ? "" : Judge.WRONG_USER + served;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns all calls so far, in the order of their ends. */
    List<Called> calls() {
        return new ArrayList<>(calls);
    }

    /** Makes no new calls, and returns when all have ended. */
    @Override
    public void close() {
        over.countDown();
        for (Thread thread : threads) {
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
