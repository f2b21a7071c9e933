package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.authorization.HandedIn.Adopted;
import dev.tributary.authorization.ObtainedTokens;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.ToldStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pairs of other clients of which there are copies, that are refused, or that come when their owner wants none any more. */
class AdoptedCopiesTest {

    private static final Owner ANN = new Owner(Owner.DEFAULT_APP, "ann");

    @StartConfluence
    ConfluenceSimulator confluence;

    @StartConfluence(edition = Edition.CLOUD)
    ConfluenceSimulator cloud;

    private MemoryStore theirs;
    private MemoryStore theirsAtCloud;
    private Desk other;
    private Desk desk;
    private CloudDesk otherAtCloud;
    private CloudDesk deskAtCloud;

    @BeforeEach
    void open() {
        theirs = new MemoryStore(confluence.clock());
        theirsAtCloud = new MemoryStore(cloud.clock());
        other = new Desk(confluence, theirs);
        desk = new Desk(confluence);
        otherAtCloud = new CloudDesk(cloud, List.of(), theirsAtCloud);
        deskAtCloud = new CloudDesk(cloud, List.of());
    }

    @AfterEach
    void close() {
        other.close();
        desk.close();
        otherAtCloud.close();
        deskAtCloud.close();
    }

    /** At Cloud an access token lives on when the pair is renewed, so that Confluence still knows its user. */
    @Test
    void an_old_copy_of_a_pair_does_not_take_the_place_of_what_became_of_it() {
        ObtainedTokens alices = obtained(otherAtCloud.connect("alice", CloudDesk.RIVERS));
        Connection first = deskAtCloud.tributary.connections().connect(atCloud(alices, null));
        cloud.clock().advance(Duration.ofMinutes(59));
        deskAtCloud
                .tributary
                .tokens()
                .accessToken(first.id(), Duration.ofMinutes(20))
                .join();
        Connection renewed = found(deskAtCloud);
        assertThat(renewed.state().generation()).isGreaterThan(first.state().generation());

        assertThat(deskAtCloud.tributary.connections().connect(atCloud(alices, null)))
                .isEqualTo(renewed);

        assertThat(found(deskAtCloud)).isEqualTo(renewed);
    }

    @Test
    void an_old_copy_makes_no_connection_of_one_that_was_ended_and_a_new_consent_does() {
        ObtainedTokens alices = obtained(otherAtCloud.connect("alice", CloudDesk.RIVERS));
        Connection first = deskAtCloud.tributary.connections().connect(atCloud(alices, null));
        deskAtCloud.tributary.disconnect(first);

        assertThat(deskAtCloud
                        .tributary
                        .connections()
                        .connect(atCloud(alices, null))
                        .isActive())
                .isFalse();

        ObtainedTokens anew = obtained(otherAtCloud.connect("alice", CloudDesk.RIVERS));
        assertThat(deskAtCloud
                        .tributary
                        .connections()
                        .connect(atCloud(anew, null))
                        .isActive())
                .isTrue();
    }

    /** It is not remembered for ever of what connections were made. */
    @Test
    void what_is_over_makes_no_connection_of_one_that_was_ended() {
        ObtainedTokens alices = obtained(other.connect("alice"));
        Connection first = desk.tributary.connections().connect(pair(alices, false));
        desk.tributary.disconnect(first);
        confluence.clock().advance(Duration.ofDays(30));
        ObtainedTokens others = new ObtainedTokens(
                Secret.of("access-of-another-consent"), alices.refreshToken(), alices.issuedAt(), alices.expiresAt());

        assertThatThrownBy(() -> desk.tributary.connections().connect(pair(others, false)))
                .isInstanceOfSatisfying(
                        AuthorizationFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.PAIR_REFUSED));
        assertThat(desk.tributary.connection("ann", "wiki")).isEmpty();
    }

    @Test
    void a_pair_that_is_not_to_be_a_connection_is_revoked_and_one_that_became_one_is_not() {
        ObtainedTokens alices = obtained(other.connect("alice"));
        ObtainedTokens bobs = obtained(other.connect("bob"));
        Connection connection = desk.tributary.connections().connect(pair(alices, false));

        assertThat(desk.tributary.connections().refuse("wiki", bobs)).isEqualTo(Revocation.REVOKED);
        assertThat(desk.tributary.connections().refuse("wiki", alices)).isEqualTo(Revocation.STILL_USED);

        assertThat(confluence.grants().all())
                .filteredOn(grant -> grant.live())
                .singleElement()
                .satisfies(grant -> assertThat(grant.user()).isEqualTo("alice"));
        assertThat(desk.tributary.confluence(connection).currentUser().username())
                .isEqualTo("alice");
    }

    /** As after a store that went away in between: the connection is there, and nobody has written down of what it was made. */
    @Test
    void a_pair_that_is_handed_in_again_is_not_revoked_for_having_replaced_itself() {
        ObtainedTokens alices = obtained(other.connect("alice"));
        MemoryStore store = new MemoryStore(confluence.clock());
        try (Desk forgetful = new Desk(confluence, store)) {
            forgetful.tributary.connections().connect(pair(alices, false));
            assertThat(store.take("adopted", written(store))).isPresent();

            Connection again = forgetful.tributary.connections().connect(pair(alices, false));

            assertThat(forgetful.tributary.confluence(again).currentUser().username())
                    .isEqualTo("alice");
            assertThat(confluence.grants().all()).anyMatch(grant -> grant.live());
        }
    }

    private String written(MemoryStore store) {
        return store.expired("adopted", confluence.clock().instant().plus(Duration.ofDays(1000)), 2).stream()
                .findFirst()
                .orElseThrow()
                .key();
    }

    @Test
    void who_disconnects_before_their_pair_is_taken_in_stays_disconnected_until_they_connect() {
        ObtainedTokens alices = obtained(other.connect("alice"));

        assertThat(desk.tributary.connections().disconnect(ANN, "wiki").revocation())
                .isEqualTo(Revocation.NOTHING_TO_REVOKE);
        confluence.clock().advance(Duration.ofMinutes(5));
        ObtainedTokens later = obtained(other.connect("alice"));

        for (ObtainedTokens tokens : List.of(alices, later)) {
            assertThat(desk.tributary
                            .connections()
                            .connect(pair(tokens, true))
                            .state()
                            .status())
                    .isEqualTo(Status.DISCONNECTED);
        }
        assertThat(desk.tributary.connection("ann", "wiki")).isEmpty();
        Connection own = desk.tributary.complete(Desk.approved("alice", desk.begin("ann")), "ann");
        assertThat(own.isActive()).isTrue();
    }

    @Test
    void who_is_connected_is_disconnected_by_name_as_well() {
        Connection connection = desk.tributary.complete(Desk.approved("alice", desk.begin("ann")), "ann");

        assertThat(desk.tributary.connections().disconnect(ANN, "wiki").revocation())
                .isEqualTo(Revocation.REVOKED);

        assertThat(desk.tributary
                        .connections()
                        .find(connection.id())
                        .orElseThrow()
                        .isActive())
                .isFalse();
        assertThat(confluence.grants().all()).noneMatch(grant -> grant.live());
    }

    @Test
    void nobody_is_told_that_somebody_connected_who_wants_no_connection() {
        List<ConnectionEvent> told = new ArrayList<>();
        try (CloudDesk watched = new CloudDesk(cloud, List.of())) {
            watched.tributary.connections().disconnect(ANN, "cloud");
            Connection never =
                    watched.tributary.connections().find(ANN, "cloud").orElseThrow();
            ConnectionStore store = new ToldStore(new MemoryStore(cloud.clock()), told::add);

            store.insert(new dev.tributary.store.StoredConnection(never, null));
        }

        assertThat(told).isEmpty();
    }

    @Test
    void the_site_that_is_meant_is_taken_and_no_other_also_if_the_pair_opens_just_one() {
        ObtainedTokens alices = obtained(otherAtCloud.connect("alice", CloudDesk.RIVERS));

        assertThatThrownBy(() -> deskAtCloud.tributary.connections().connect(atCloud(alices, CloudDesk.LAKES)))
                .isInstanceOfSatisfying(
                        AuthorizationFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_SITE));

        assertThat(deskAtCloud.tributary.connections().find(ANN, "cloud")).isEmpty();
        assertThat(deskAtCloud
                        .tributary
                        .connections()
                        .connect(atCloud(alices, CloudDesk.RIVERS))
                        .origin()
                        .toString())
                .endsWith(CloudDesk.RIVERS);
    }

    @Test
    void the_site_that_is_meant_is_compared_with_the_only_one_where_nobody_can_be_asked() {
        ObtainedTokens alices = obtained(otherAtCloud.connect("alice", CloudDesk.RIVERS));
        cloud.clock().advance(Duration.ofHours(2));
        try (CloudDesk one = new CloudDesk(
                cloud, CloudDesk.only(cloud, "rivers", CloudDesk.RIVERS), new MemoryStore(cloud.clock()))) {
            assertThatThrownBy(() -> one.tributary.connections().connect(atCloud(alices, CloudDesk.LAKES)))
                    .isInstanceOfSatisfying(
                            AuthorizationFailed.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NO_SITE));
        }
    }

    @Test
    void a_site_that_was_disconnected_is_chosen_no_more() {
        otherAtCloud.connect("alice", CloudDesk.LAKES);
        ObtainedTokens both = obtained(otherAtCloud.connect("alice", CloudDesk.RIVERS));
        Connection lakes = deskAtCloud.tributary.connections().connect(atCloud(both, CloudDesk.LAKES));
        deskAtCloud.tributary.disconnect(lakes);
        ObtainedTokens again = obtained(otherAtCloud.connect("alice", CloudDesk.RIVERS));

        assertThatThrownBy(() -> deskAtCloud.tributary.connections().connect(atCloud(again, null)))
                .isInstanceOfSatisfying(
                        AuthorizationFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.SITE_NOT_CHOSEN));
    }

    private static Connection found(CloudDesk where) {
        return where.tributary.connections().find(ANN, "cloud").orElseThrow();
    }

    private static Adopted pair(ObtainedTokens tokens, boolean onlyIfNewer) {
        return new Adopted(ANN, "wiki", tokens, List.of(), onlyIfNewer, null, null);
    }

    private static Adopted atCloud(ObtainedTokens tokens, @Nullable String cloudId) {
        return new Adopted(ANN, "cloud", tokens, List.of(), false, cloudId, null);
    }

    private ObtainedTokens obtained(Connection connection) {
        MemoryStore store = connection.site().equals("cloud") ? theirsAtCloud : theirs;
        TokenPair pair = Objects.requireNonNull(
                store.find(connection.owner(), connection.site()).orElseThrow().tokens());
        return new ObtainedTokens(pair.accessToken(), pair.refreshToken(), store.now(), pair.expiresAt());
    }
}
