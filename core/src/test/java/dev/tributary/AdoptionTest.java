package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.authorization.HandedIn.Adopted;
import dev.tributary.authorization.ObtainedTokens;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.store.MemoryStore;
import dev.tributary.token.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Token pairs that another OAuth client obtained with the same registration, and that are kept here from then on. */
class AdoptionTest {

    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Owner ANN = new Owner(Owner.DEFAULT_APP, "ann");

    @StartConfluence(contextPath = "/confluence")
    ConfluenceSimulator confluence;

    @StartConfluence(edition = Edition.CLOUD)
    ConfluenceSimulator cloud;

    private MemoryStore theirs;
    private Desk other;
    private Desk desk;

    @BeforeEach
    void open() {
        theirs = new MemoryStore(confluence.clock());
        other = new Desk(confluence, theirs);
        desk = new Desk(confluence);
    }

    @AfterEach
    void close() {
        other.close();
        desk.close();
    }

    @Test
    void a_pair_connects_whoever_Confluence_says_it_belongs_to_and_is_renewed_from_then_on() {
        Connection connection = desk.tributary.connections().connect(pair(obtained("alice"), false));

        assertThat(connection.kind()).isEqualTo(Kind.OAUTH);
        assertThat(connection.owner()).isEqualTo(ANN);
        assertThat(connection.account().username()).isEqualTo("alice");
        assertThat(connection.scopes()).containsExactly("WRITE");
        assertThat(tokenRequests()).isEqualTo(1);
        confluence.clock().advance(TWO_HOURS);
        assertThat(desk.tributary.confluence(connection).currentUser().username())
                .isEqualTo("alice");
        assertThat(tokenRequests()).isEqualTo(2);
    }

    @Test
    void a_pair_of_another_account_has_to_be_accepted() {
        ObtainedTokens alices = obtained("alice");
        ObtainedTokens bobs = obtained("bob");
        desk.tributary.connections().connect(pair(alices, false));

        assertThatThrownBy(() -> desk.tributary.connections().connect(pair(bobs, false)))
                .isInstanceOfSatisfying(
                        AuthorizationFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.ACCOUNT_CHANGED));
        assertThat(desk.tributary
                        .connection("ann", "wiki")
                        .orElseThrow()
                        .account()
                        .username())
                .isEqualTo("alice");
    }

    @Test
    void a_pair_that_is_over_is_taken_without_spending_it_and_its_account_is_confirmed_later() {
        ObtainedTokens alices = obtained("alice");
        confluence.clock().advance(TWO_HOURS);
        int before = tokenRequests();

        Connection connection = desk.tributary.connections().connect(pair(alices, true));

        assertThat(connection.account().isConfirmed()).isFalse();
        assertThat(tokenRequests()).isEqualTo(before);
        AccessToken token = desk.tributary
                .tokens()
                .accessToken(connection.id(), Duration.ZERO)
                .join();
        Connection confirmed = desk.tributary.connections().confirm(token);
        assertThat(confirmed.account().username()).isEqualTo("alice");
        assertThat(desk.tributary.connection("ann", "wiki")).contains(confirmed);
        assertThat(desk.tributary.connections().confirm(token).account()).isEqualTo(confirmed.account());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_pair_that_is_over_takes_the_place_of_no_connection_that_works(boolean onlyIfNewer) {
        Connection alices = annConnects();
        confluence.clock().advance(Duration.ofMinutes(5));
        ObtainedTokens bobs = obtained("bob");
        confluence.clock().advance(TWO_HOURS);

        assertThatThrownBy(() -> desk.tributary.connections().connect(pair(bobs, onlyIfNewer)))
                .isInstanceOfSatisfying(
                        AuthorizationFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.PAIR_REFUSED));
        assertThat(desk.tributary.confluence(alices).currentUser().username()).isEqualTo("alice");
        assertThat(confluence.grants().all()).hasSize(2).allMatch(grant -> grant.live());
    }

    @Test
    void a_call_confirms_the_account_as_well() {
        ObtainedTokens alices = obtained("alice");
        confluence.clock().advance(TWO_HOURS);
        Connection connection = desk.tributary.connections().connect(pair(alices, true));

        assertThat(desk.tributary.confluence(connection).spaces()).isNotEmpty();

        assertThat(desk.tributary
                        .connection("ann", "wiki")
                        .orElseThrow()
                        .account()
                        .username())
                .isEqualTo("alice");
    }

    @Test
    void a_newer_connection_stays_where_that_is_asked_for_and_an_ended_one_too() {
        ObtainedTokens old = obtained("alice");
        confluence.clock().advance(Duration.ofMinutes(5));
        Connection newer = annConnects();

        assertThat(desk.tributary.connections().connect(pair(old, true))).isEqualTo(newer);
        assertThat(desk.tributary.confluence(newer).currentUser().username()).isEqualTo("alice");

        desk.tributary.disconnect(newer);
        confluence.clock().advance(Duration.ofMinutes(5));
        Connection still = desk.tributary.connections().connect(pair(obtained("alice"), true));
        assertThat(still.state().status()).isEqualTo(Status.DISCONNECTED);
    }

    @Test
    void an_older_connection_is_replaced_and_not_revoked_since_it_may_be_the_same_grant() {
        Connection older = annConnects();
        confluence.clock().advance(Duration.ofMinutes(5));

        Connection newer = desk.tributary.connections().connect(pair(obtained("alice"), true));

        assertThat(newer.id()).isEqualTo(older.id());
        assertThat(newer.state().epoch()).isEqualTo(older.state().epoch() + 1);
        assertThat(confluence.grants().all()).hasSize(2).allMatch(grant -> grant.live());
    }

    @Test
    void what_is_of_no_use_is_refused_and_nothing_is_stored() {
        Instant now = confluence.clock().instant();
        ObtainedTokens overAndAlone =
                new ObtainedTokens(Secret.of("over"), null, now.minus(TWO_HOURS), now.minus(Duration.ofHours(1)));
        ObtainedTokens invented =
                new ObtainedTokens(Secret.of("x7-of-nobody"), Secret.of("y8-of-nobody"), now, now.plus(TWO_HOURS));
        ObtainedTokens forged = new ObtainedTokens(Secret.of("a b"), Secret.of("forged-too"), now, now.plus(TWO_HOURS));

        for (ObtainedTokens useless : List.of(overAndAlone, invented, forged)) {
            assertThatThrownBy(() -> desk.tributary.connections().connect(pair(useless, false)))
                    .isInstanceOfSatisfying(
                            AuthorizationFailed.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.PAIR_REFUSED));
        }
        assertThat(desk.tributary.connection("ann", "wiki")).isEmpty();
    }

    @Test
    void at_Cloud_the_site_is_chosen_by_whoever_knows_it() {
        MemoryStore elsewhere = new MemoryStore(cloud.clock());
        try (CloudDesk first = new CloudDesk(cloud, List.of(), elsewhere);
                CloudDesk here = new CloudDesk(cloud, List.of())) {
            first.connect("alice", CloudDesk.LAKES);
            Connection rivers = first.connect("alice", CloudDesk.RIVERS);
            ObtainedTokens both = obtained(elsewhere, rivers, cloud.clock().instant());

            assertThat(here.tributary.connections().sites("cloud", both.accessToken()))
                    .extracting(site -> site.id())
                    .containsExactlyInAnyOrder(CloudDesk.RIVERS, CloudDesk.LAKES);
            assertThatThrownBy(() -> here.tributary.connections().connect(atCloud(both, null)))
                    .isInstanceOfSatisfying(
                            AuthorizationFailed.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.SITE_NOT_CHOSEN));
            Connection chosen = here.tributary.connections().connect(atCloud(both, CloudDesk.LAKES));
            assertThat(chosen.origin().toString()).endsWith(CloudDesk.LAKES);
            ObtainedTokens again = obtained(
                    elsewhere,
                    first.connect("alice", CloudDesk.RIVERS),
                    cloud.clock().instant());
            assertThat(here.tributary
                            .connections()
                            .connect(atCloud(again, null))
                            .origin())
                    .as("the one that was connected before")
                    .isEqualTo(chosen.origin());
        }
    }

    private int tokenRequests() {
        return desk.tokenRequests().size();
    }

    private Connection annConnects() {
        return desk.tributary.complete(Desk.approved("alice", desk.begin("ann")), "ann");
    }

    private static Adopted pair(ObtainedTokens tokens, boolean onlyIfNewer) {
        return new Adopted(ANN, "wiki", tokens, List.of(), onlyIfNewer, null, null);
    }

    private static Adopted atCloud(ObtainedTokens tokens, @Nullable String cloudId) {
        return new Adopted(ANN, "cloud", tokens, List.of(), false, cloudId, null);
    }

    private ObtainedTokens obtained(String account) {
        Connection connection = other.connect(account);
        return obtained(theirs, connection, confluence.clock().instant());
    }

    private static ObtainedTokens obtained(MemoryStore store, Connection connection, Instant now) {
        TokenPair pair = Objects.requireNonNull(
                store.find(connection.owner(), connection.site()).orElseThrow().tokens());
        return new ObtainedTokens(pair.accessToken(), pair.refreshToken(), now, pair.expiresAt());
    }
}
