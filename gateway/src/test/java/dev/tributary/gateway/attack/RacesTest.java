package dev.tributary.gateway.attack;

import static dev.tributary.gateway.http.RawSocket.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.http.RawSocket;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.oauth.Revocation;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Two things at once where only one may happen. */
final class RacesTest extends AttackTest {

    private static final int MANY = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(MANY);

    @AfterAll
    void stop() {
        threads.shutdownNow();
    }

    private <T> List<T> together(Stream<Supplier<T>> actions) {
        CountDownLatch start = new CountDownLatch(1);
        List<CompletableFuture<T>> all = actions.map(action -> CompletableFuture.supplyAsync(
                        () -> {
                            awaitStart(start);
                            return action.get();
                        },
                        threads))
                .toList();
        start.countDown();
        return all.stream().map(CompletableFuture::join).toList();
    }

    private <T> List<T> many(Supplier<T> action) {
        return together(IntStream.range(0, MANY).mapToObj(i -> action));
    }

    private static void awaitStart(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Journey journey(String user) {
        return new Journey(ground(), App.A, user).browser(new SimulatedBrowser("alice", "alice"));
    }

    @RepeatedTest(5)
    void a_link_whose_button_is_pressed_eight_times_at_once_leads_on_once() {
        Journey journey = journey("rae");
        Exchange page = journey.browser().get(journey.link());
        HtmlForm form = HtmlForm.all(page.page(), page.uri()).get(0).pressed();

        List<Exchange> answers = many(() -> journey.browser().submit(form));

        assertThat(answers).filteredOn(answer -> answer.status() == 303).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 410).hasSize(MANY - 1);
    }

    @RepeatedTest(5)
    void a_callback_that_arrives_eight_times_at_once_is_exchanged_once() {
        Journey journey = journey("rae");
        URI callback = journey.callback();
        ground().begin();

        List<Exchange> answers = many(() -> journey.browser().get(callback));

        assertThat(answers)
                .filteredOn(answer -> answer.location().isPresent())
                .hasSize(1)
                .allSatisfy(journey::codeOf);
        assertThat(answers)
                .filteredOn(answer -> answer.location().isEmpty())
                .allMatch(answer -> answer.status() == 400);
        assertThat(ground().tokenRequests()).hasSize(1);
    }

    @RepeatedTest(5)
    void a_code_that_is_confirmed_eight_times_at_once_makes_one_connection() {
        String code = journey("rae").approve();

        List<Answer> answers = many(() -> ground().confirm(App.A, code, "rae"));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(200, 201);
        assertThat(answers)
                .extracting(answer -> answer.text("/id"))
                .containsOnly(answers.get(0).text("/id"));
    }

    @RepeatedTest(10)
    void a_code_that_is_confirmed_for_its_user_and_for_another_at_once_is_either_confirmed_or_dead() {
        String user = "race-" + System.nanoTime();
        String code = journey(user).approve();
        long grants = ground().liveGrants();

        List<Answer> answers = together(
                Stream.of(user, "mallory", user, "mallory").map(name -> () -> ground().confirm(App.A, code, name)));

        boolean connected = answers.stream().anyMatch(answer -> answer.status() == 201);
        assertThat(answers.get(1).status()).isIn(403, 410);
        assertThat(answers.get(3).status()).isIn(403, 410);
        assertThat(answers.stream().filter(answer -> answer.status() == 403).count())
                .isEqualTo(connected ? 0 : 1);
        assertThat(ground().call(App.A, user, Ground.CURRENT).status()).isEqualTo(connected ? 200 : 409);
        assertThat(ground().call(App.A, "mallory", Ground.CURRENT).status()).isEqualTo(409);
        assertThat(ground().liveGrants()).isEqualTo(connected ? grants : grants - 1);
    }

    @RepeatedTest(5)
    void a_code_that_is_confirmed_while_a_second_one_for_the_same_user_is_leaves_one_connection_and_one_live_grant() {
        String user = "race-" + System.nanoTime();
        long grants = ground().liveGrants();
        List<String> codes =
                Stream.of(journey(user), journey(user)).map(Journey::approve).toList();

        List<Answer> answers = together(codes.stream().map(code -> () -> ground().confirm(App.A, code, user)));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers.get(0).text("/id")).isEqualTo(answers.get(1).text("/id"));
        assertThat(ground().call(App.A, user, Ground.CURRENT).status()).isEqualTo(200);
        assertThat(ground().liveGrants()).isEqualTo(grants + 1);
    }

    @RepeatedTest(3)
    void many_calls_that_find_a_dead_token_are_all_served_and_renew_it_once() {
        ground().wiki.grants().revoke(Revocation.of("alice", Revocation.Kind.ACCESS));

        List<Answer> answers = together(IntStream.range(0, 40)
                .mapToObj(i -> () -> ground().call(App.A, i % 4 == 0 ? "bob" : "alice", Ground.CURRENT)));

        assertThat(IntStream.range(0, answers.size()))
                .allMatch(i -> answers.get(i).text("/username").equals(i % 4 == 0 ? "bob" : "alice"));
        assertThat(ground().tokenRequests()).hasSize(1);
    }

    @Test
    void answers_of_one_socket_come_in_the_order_of_their_requests_whoever_they_are_for() {
        String wish = Answer.JSON.writeValueAsString(Journey.wish("erin"));
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            all.append(call(App.A, "alice", "")).append(call(App.A, "bob", "")).append(call(App.B, "alice", ""));
            all.append(head(
                            "POST /v1/connect-links HTTP/1.1",
                            "Host: localhost",
                            "Authorization: Bearer " + App.A.key,
                            "Content-Length: " + wish.length()))
                    .append(wish);
            all.append(call(App.X, "alice", ""));
        }
        all.append(call(App.A, "bob", "Connection: close"));

        String answers;
        try (RawSocket socket = new RawSocket(ground().port())) {
            answers = ground().witness.heard(socket.send(all.toString()).readToEnd());
        }

        List<String> order = Pattern.compile("\"username\":\"(\\w+)\"|\"(url)\"|/problems/(not-connected)")
                .matcher(answers)
                .results()
                .map(found -> found.group().replaceAll(".*[\":/](\\w[\\w-]*)\"?$", "$1"))
                .toList();
        List<String> round = List.of("alice", "bob", "alice", "url", "not-connected");
        assertThat(order)
                .isEqualTo(Stream.concat(Stream.generate(() -> round).limit(10).flatMap(List::stream), Stream.of("bob"))
                        .toList());
    }

    private static String call(App app, String user, String more) {
        String[] lines = {
            "GET " + Ground.CURRENT + " HTTP/1.1",
            "Host: localhost",
            "Authorization: Bearer " + app.key,
            "Tributary-User: " + user
        };
        String head = head(lines);
        return more.isEmpty() ? head : head.replaceFirst("\r\n", "\r\n" + more + "\r\n");
    }

    @Test
    void the_end_of_one_apps_connection_is_not_the_end_of_anothers_of_the_same_account() {
        String ofB = ground().connect(App.B, "sam", "alice");
        ground().connect(App.A, "sam", "alice");

        ground().api(App.B, "DELETE", "/v1/connections/" + ofB, null).is(200);

        assertThat(ground().call(App.A, "sam", Ground.CURRENT).text("/username"))
                .isEqualTo("alice");
        ground().call(App.B, "sam", Ground.CURRENT).isProblem(409);
    }

    @RepeatedTest(5)
    void a_connection_that_is_ended_while_it_is_used_is_ended_and_its_grant_too() {
        String user = "race-" + System.nanoTime();
        long grants = ground().liveGrants();
        String id = ground().confirm(App.A, journey(user).approve(), user).text("/id");
        Supplier<Answer> call = () -> ground().call(App.A, user, Ground.CURRENT);
        Supplier<Answer> end = () -> ground().api(App.A, "DELETE", "/v1/connections/" + id, null);

        List<Answer> answers = together(Stream.of(call, call, end, call, end, call));

        assertThat(answers.get(2).status()).isEqualTo(200);
        assertThat(ground().call(App.A, user, Ground.CURRENT).isProblem(409).status())
                .isEqualTo(409);
        assertThat(ground().liveGrants()).isEqualTo(grants);
    }
}
