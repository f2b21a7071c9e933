package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.authorization.Connections.PersonalToken;
import dev.tributary.deployment.AccountFields;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Dialect;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.TokenTalk;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionEvent.GrantEndInSight;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.Fault.Action;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Rows;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that end although they are looked after, seen in good time. */
@Timeout(180)
class EndsTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @StartConfluence
    ConfluenceSimulator confluence;

    private final List<GrantEndInSight> told = Collections.synchronizedList(new ArrayList<>());
    private final List<Tributary> open = new ArrayList<>();
    private MemoryStore store;

    @BeforeEach
    void keepInOneStore() {
        store = new MemoryStore(confluence.clock());
    }

    @AfterEach
    void close() {
        open.forEach(Tributary::close);
    }

    @Test
    void the_end_of_a_token_that_nothing_renews_is_told_once_over_nodes_and_restarts() {
        Tributary here = node(wiki());
        Tributary there = node(wiki());
        Connection alice = personal(here, "alice", DAY.multipliedBy(20));
        Instant end = Objects.requireNonNull(alice.dates().endsAt());
        assertThat(end).isEqualTo(alice.dates().expiresAt());
        awaitLook(there, "bob");
        assertThat(told).as("20 days ahead is not in sight").hasSize(1);

        confluence.clock().advance(DAY.multipliedBy(7));

        await().atMost(PATIENCE).until(() -> told.size() == 2);
        assertThat(told.get(1).connection().id()).isEqualTo(alice.id());
        assertThat(told.get(1).end()).isEqualTo(end);
        assertThat(told.get(1).at())
                .isBetween(
                        end.minus(DAY.multipliedBy(13)).minusSeconds(60),
                        confluence.clock().instant());
        close();
        awaitLook(node(wiki()), "admin");
        assertThat(told)
                .hasSize(3)
                .last()
                .extracting(event -> event.connection().owner().user())
                .isEqualTo("admin");
    }

    @Test
    void a_new_token_has_an_end_of_its_own() {
        Tributary tributary = node(wiki());
        Connection first = personal(tributary, "alice", DAY.multipliedBy(3));
        await().atMost(PATIENCE).until(() -> told.size() == 1);

        Connection second = personal(tributary, "alice", DAY.multipliedBy(4));

        await().atMost(PATIENCE).until(() -> told.size() == 2);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(told.get(1).end())
                .isEqualTo(second.dates().endsAt())
                .isAfter(told.get(0).end());
    }

    @Test
    void the_age_that_a_grant_may_reach_is_its_end_and_renewals_do_not_move_it() {
        Tributary tributary = node(aging(DAY.multipliedBy(20)));
        Connection connection = tributary.complete(
                Desk.approved("alice", tributary.authorize("alice", "wiki").begin()), "alice");
        Instant end = Objects.requireNonNull(connection.dates().endsAt());
        assertThat(end)
                .isBetween(
                        confluence.clock().instant().plus(DAY.multipliedBy(20)).minusSeconds(60),
                        confluence.clock().instant().plus(DAY.multipliedBy(20)));
        confluence.clock().advance(DAY.multipliedBy(5));
        tributary.accessToken(connection, Duration.ZERO);
        assertThat(tributary.endingBefore(end)).isEmpty();

        confluence.clock().advance(DAY.multipliedBy(5));

        await().atMost(PATIENCE).until(() -> told.size() == 1);
        assertThat(told.get(0).end()).isEqualTo(end);
        tributary.accessToken(connection, Duration.ZERO);
        assertThat(tributary.endingBefore(end.plusMillis(1))).singleElement().satisfies(found -> {
            assertThat(found.state().generation()).isEqualTo(3);
            assertThat(found.dates().endsAt()).isEqualTo(end);
        });
        awaitLook(tributary, "bob");
        assertThat(told).hasSize(2);
    }

    @Test
    void a_grant_that_cannot_be_kept_alive_ends_when_its_refresh_token_does_unless_it_is_renewed_after_all() {
        Tributary tributary = node(wiki());
        Connection connection = tributary.complete(
                Desk.approved("alice", tributary.authorize("alice", "wiki").begin()), "alice");
        Instant end = Objects.requireNonNull(connection.dates().grantEndsAt());
        confluence
                .faults()
                .add(Fault.of(Action.STATUS)
                        .status(503)
                        .on("POST", "/rest/oauth2/latest/token")
                        .times(Integer.MAX_VALUE));
        confluence.clock().advance(DAY.multipliedBy(62));
        assertThat(tributary.endingBefore(end.plus(DAY)))
                .as("it should just be renewed")
                .isEmpty();

        confluence.clock().advance(DAY.multipliedBy(15));

        await().atMost(PATIENCE).until(() -> told.size() == 1);
        assertThat(told.get(0).end()).isEqualTo(end);
        assertThat(tributary.endingBefore(end.plus(DAY))).hasSize(1);
        confluence.faults().clear();
        await().atMost(PATIENCE).until(() -> {
            confluence.clock().advance(Duration.ofSeconds(2));
            return tributary.endingBefore(end.plus(DAY)).findAny().isEmpty();
        });
        assertThat(tributary.connection("alice", "wiki").orElseThrow().state().generation())
                .isEqualTo(2);
    }

    @Test
    void a_process_where_nobody_listens_leaves_the_telling_to_others() {
        Tributary silent = builder(wiki()).build();
        open.add(silent);
        Connection connection = personal(silent, "alice", DAY);
        Tributary late =
                builder(wiki()).listener(this::hear).endInSight(Duration.ZERO).build();
        open.add(late);
        awaitLook(node(wiki()), "bob");

        assertThat(told).extracting(event -> event.connection().owner().user()).contains("alice", "bob");
        assertThat(Objects.requireNonNull(
                        store.find(connection.id()).orElseThrow().toldEnd()))
                .isEqualTo(connection.dates().endsAt());
    }

    @Test
    void how_early_is_a_setting_and_cannot_be_after_the_end() {
        Tributary early = builder(wiki())
                .listener(this::hear)
                .endInSight(DAY.multipliedBy(40))
                .build();
        open.add(early);
        personal(early, "alice", DAY.multipliedBy(39));

        await().atMost(PATIENCE).until(() -> told.size() == 1);

        assertThatThrownBy(() -> Tributary.builder().endInSight(DAY.negated()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void all_whose_end_is_near_are_found_page_by_page() {
        Tributary tributary = node(wiki());
        for (int i = 0; i < 2100; i++) {
            store.insert(Rows.marked(Rows.first(new Owner(Owner.DEFAULT_APP, "user-" + i), "wiki")));
        }

        assertThat(tributary.endingBefore(Instant.EPOCH).map(Connection::id))
                .hasSize(2100)
                .doesNotHaveDuplicates();
    }

    private Tributary node(Site site) {
        Tributary tributary = builder(site).listener(this::hear).build();
        open.add(tributary);
        return tributary;
    }

    private TributaryBuilder builder(Site site) {
        return Tributary.builder()
                .site(site)
                .store(store)
                .clock(confluence.clock())
                .renewal(Library.RENEWAL);
    }

    private Site wiki() {
        return Desk.wiki("wiki", confluence);
    }

    /** A Confluence whose grants end some time after the consent, whatever is renewed. */
    private Site aging(Duration longestLife) {
        URI base = confluence.baseUrl();
        Dialect dialect = new Dialect(
                base.toString(),
                AccountFields.CONFLUENCE,
                List.of("READ", "WRITE"),
                true,
                Duration.ZERO,
                longestLife,
                TokenTalk.STANDARD);
        DataCenter usual = DataCenter.at(base);
        return new Site("wiki", new DataCenter(base, usual.endpoints(), dialect), Desk.registration(List.of()));
    }

    private Connection personal(Tributary tributary, String user, Duration lifetime) {
        String made = confluence
                .personalTokens()
                .create(confluence.users().named(user).orElseThrow(), "made for " + lifetime, lifetime);
        return tributary
                .connections()
                .connectWithPersonalAccessToken(new PersonalToken(
                        new Owner(Owner.DEFAULT_APP, user),
                        "wiki",
                        Secret.of(made),
                        confluence.clock().instant().plus(lifetime),
                        null));
    }

    /** Has somebody connect whose end is in sight at once: when that is told, everything else there is has been looked at. */
    private void awaitLook(Tributary tributary, String user) {
        personal(tributary, user, DAY);
        await().atMost(PATIENCE)
                .until(() -> List.copyOf(told).stream()
                        .anyMatch(event -> event.connection().owner().user().equals(user)));
    }

    private void hear(ConnectionEvent event) {
        if (event instanceof GrantEndInSight end) {
            told.add(end);
        }
    }
}
