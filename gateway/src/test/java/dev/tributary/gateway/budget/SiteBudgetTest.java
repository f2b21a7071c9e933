package dev.tributary.gateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.confluence.Meaning;
import dev.tributary.gateway.http.Problem;
import dev.tributary.gateway.http.Refused;
import dev.tributary.model.Connection;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteBudgetTest {

    private final Sited site = new Sited();
    private final Connection alice = Sited.connection("portal", "alice");
    private final Connection bob = Sited.connection("portal", "bob");

    @Test
    void nothing_is_kept_while_no_limit_is_close() {
        for (int call = 0; call < 1000; call++) {
            site.served(alice, Sited.fields(100, 25 + call % 75, 10));
        }

        assertThat(site.budget.isOpen()).isTrue();
    }

    @Test
    void what_is_left_passes_at_once_and_what_is_not_waits_for_the_bucket_to_fill() {
        site.served(alice, Sited.fields(100, 2, 1));

        assertThat(site.budget.isOpen()).isFalse();
        assertThat(site.asks(alice).succeeded()).isTrue();
        assertThat(site.asks(alice).succeeded()).isTrue();
        Future<Void> third = site.asks(alice);
        assertThat(third.isComplete()).isFalse();
        site.time.pass(Duration.ofMillis(900));
        assertThat(third.isComplete()).isFalse();
        site.time.pass(Duration.ofMillis(200));
        assertThat(third.succeeded()).isTrue();
        assertThat(site.asks(bob).succeeded())
                .as("who has a bucket of their own")
                .isTrue();
    }

    @Test
    void users_of_two_apps_who_are_the_same_in_confluence_share_what_is_left() {
        Connection elsewhere = Sited.connection("report", "a.miller", "alice", "https://wiki.example.org");
        site.served(alice, Sited.fields(100, 1, 1));

        assertThat(site.asks(elsewhere).succeeded()).isTrue();
        assertThat(site.asks(alice).isComplete()).isFalse();
    }

    @Test
    void after_a_refusal_nobody_asks_until_it_is_over() {
        site.refused(alice, new Meaning.RateLimited(Duration.ofSeconds(30)));

        assertThat(retryAfter(site.asks(alice))).isEqualTo(30);
        site.time.pass(Duration.ofSeconds(20));
        assertThat(retryAfter(site.asks(alice))).isEqualTo(10);
        Future<Void> patient = site.asksInBulk(alice);
        assertThat(patient.isComplete()).isFalse();
        site.time.pass(Duration.ofSeconds(11));
        assertThat(patient.succeeded()).isTrue();
    }

    @Test
    void a_shorter_refusal_that_comes_late_does_not_open_again() {
        site.refused(alice, new Meaning.RateLimited(Duration.ofSeconds(60)));
        site.refused(alice, new Meaning.RateLimited(Duration.ofSeconds(1)));
        site.time.pass(Duration.ofSeconds(2));

        assertThat(retryAfter(site.asks(alice))).isEqualTo(58);
    }

    @ParameterizedTest
    @CsvSource({
        // reason, another user is refused, another site of the same registration is refused
        ", false, false",
        "confluence-burst-based, false, false",
        "confluence-quota-tenant-based, true, false",
        "confluence-quota-global-based, true, true",
    })
    void a_quota_is_everybodys_and_a_burst_the_users(String reason, boolean others, boolean otherSites) {
        Connection away = Sited.connection("portal", "carol", "carol", "https://other.example.org");
        site.refused(alice, new Meaning.RateLimited(Duration.ofSeconds(60), reason));

        assertThat(site.asks(alice).failed()).isTrue();
        assertThat(site.asks(bob).failed()).isEqualTo(others);
        assertThat(site.asks(away).failed()).isEqualTo(otherSites);
        assertThat(problem(site.asks(alice)).more().get("reason")).isEqualTo(reason);
    }

    @Test
    void it_is_forgotten_once_there_is_enough_again() {
        site.served(alice, Sited.fields(100, 0, 10));
        site.refused(bob, new Meaning.RateLimited(Duration.ofSeconds(1)));
        site.time.pass(Duration.ofSeconds(20));
        site.served(alice, Sited.fields(100, 99, 10));
        assertThat(site.budget.isOpen()).as("bob's is not known to be").isFalse();
        for (int call = 0; call < 8; call++) {
            assertThat(site.asks(bob).succeeded()).isTrue();
            site.served(bob, Sited.fields(100, 60, 10));
        }

        assertThat(site.budget.isOpen()).isTrue();
    }

    @Test
    void users_who_stay_away_are_forgotten_as_well() {
        site.served(bob, Sited.fields(100, 0, 10));
        site.time.pass(Duration.ofMinutes(1));
        for (int call = 0; call < 300; call++) {
            site.served(alice, Sited.fields(100, 99, 10));
        }

        assertThat(site.budget.isOpen()).isTrue();
    }

    @Test
    void where_the_rate_is_not_said_few_try_first_and_more_with_each_that_is_served() {
        site.refused(alice, new Meaning.RateLimited(Duration.ofSeconds(2)));
        List<Future<Void>> waiting = new ArrayList<>();
        for (int call = 0; call < 20; call++) {
            waiting.add(site.asks(alice));
        }

        site.time.pass(Duration.ofMillis(2_100));
        assertThat(passed(waiting)).isEqualTo(1);
        for (int call = 0; call < 3; call++) {
            site.budget.heard(alice, new Meaning.Served(), MultiMap.caseInsensitiveMultiMap());
        }
        site.time.pass(Duration.ofSeconds(1));
        assertThat(passed(waiting)).isBetween(8L, 10L);
    }

    @Test
    void patience_ends_and_the_caller_is_told_when_to_come_again() {
        site.served(alice, Sited.fields(1000, 0, 1));
        List<Future<Void>> waiting = new ArrayList<>();
        for (int call = 0; call < 32; call++) {
            waiting.add(site.asks(alice));
        }

        site.time.pass(Duration.ofMillis(4_990));
        assertThat(waiting.get(31).isComplete()).isFalse();
        site.time.pass(Duration.ofMillis(1_010));
        assertThat(retryAfter(waiting.get(31))).isBetween(1, 40);
        assertThat(passed(waiting)).isBetween(4L, 5L);
    }

    @Test
    void bulk_waits_longer() {
        site.refused(alice, new Meaning.RateLimited(Duration.ofSeconds(19)));

        assertThat(retryAfter(site.asks(alice))).isEqualTo(19);
        assertThat(site.asksInBulk(alice).isComplete()).isFalse();
        site.refused(alice, new Meaning.RateLimited(Duration.ofSeconds(21)));
        assertThat(retryAfter(site.asksInBulk(alice))).isBetween(21, 22);
    }

    private static Connection bobAsAlice() {
        return Sited.connection("report", "bob", "alice", "https://wiki.example.org");
    }

    @Test
    void no_more_of_one_users_calls_wait_than_have_a_chance() {
        site.served(alice, Sited.fields(1000, 0, 1));
        for (int call = 0; call < 32; call++) {
            assertThat(site.asks(alice).isComplete()).isFalse();
        }

        assertThat(retryAfter(site.asks(alice))).isBetween(32, 34);
        assertThat(site.asks(bobAsAlice()).isComplete()).as("another's").isFalse();
    }

    @Test
    void no_more_than_a_thousand_wait_for_one_limit_and_one_alarm_is_set_for_all() {
        site.served(alice, Sited.fields(1000, 0, 1));
        long waiting = 0;
        for (int user = 0; user < 100; user++) {
            Connection own = bobAsAlice();
            for (int call = 0; call < 32; call++) {
                waiting += site.asks(own).isComplete() ? 0 : 1;
            }
        }

        assertThat(waiting).isEqualTo(1_000);
        assertThat(site.time.alarms()).isLessThanOrEqualTo(2);
        site.time.pass(Duration.ofMinutes(1));
        assertThat(site.time.alarms()).isZero();
    }

    private static long passed(List<Future<Void>> calls) {
        return calls.stream().filter(Future::succeeded).count();
    }

    private static int retryAfter(Future<Void> turn) {
        return Integer.parseInt(String.valueOf(problem(turn).more().get("retryAfter")));
    }

    private static Problem problem(Future<Void> turn) {
        assertThat(turn.cause()).isInstanceOf(Refused.class);
        Problem problem = ((Refused) turn.cause()).problem();
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.slug()).isEqualTo("rate-limited");
        return problem;
    }
}
