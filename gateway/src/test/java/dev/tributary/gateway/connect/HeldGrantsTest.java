package dev.tributary.gateway.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.Tributary;
import dev.tributary.authorization.AuthorizationIntent;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.authorization.Completion.Granted;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.gateway.audit.Lines;
import dev.tributary.gateway.connect.Redeemed.Busy;
import dev.tributary.gateway.connect.Redeemed.Confirmed;
import dev.tributary.gateway.connect.Redeemed.Moved;
import dev.tributary.gateway.connect.Redeemed.Over;
import dev.tributary.gateway.connect.Redeemed.Unknown;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.Unavailable;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.GrantView;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of grants when whoever deals with them dies in the middle. */
@SuppressWarnings("NullAway.Init")
class HeldGrantsTest {

    private static final String REDIRECT = "http://localhost:8080/callback";
    private static final Owner ALICE = new Owner("portal", "alice");

    @StartConfluence
    ConfluenceSimulator confluence;

    private final FailingStore store = new FailingStore();
    private Tributary tributary;
    private HeldGrants grants;

    @BeforeEach
    void start() {
        tributary = tributary("wiki", confluence);
        grants = new HeldGrants(store.store(), tributary.connections(), new Lines().audit(), confluence.clock());
    }

    private Tributary tributary(String site, ConfluenceSimulator at) {
        ClientRegistration client =
                new ClientRegistration("tributary", Secret.of("tributary-secret"), URI.create(REDIRECT), List.of());
        return Tributary.builder()
                .site(Site.dataCenter(site, at.baseUrl(), client))
                .store(store.store())
                .clock(confluence.clock())
                .build();
    }

    @AfterEach
    void stop() {
        tributary.close();
    }

    @Tag("C1")
    @Tag("C3")
    @Test
    void a_grant_that_nobody_confirms_is_revoked_and_erased() {
        Secret code = grants.hold(granted());
        grants.settle(10);
        assertThat(live()).isEqualTo(1);

        confluence.clock().advance(Duration.ofMinutes(5).plusSeconds(1));
        grants.settle(10);
        assertThat(live()).isZero();
        assertThat(redeem(code)).isInstanceOf(Over.class);
    }

    @Test
    void a_code_is_forgotten_after_a_while() {
        Secret code = grants.hold(granted());
        redeem(code);
        confluence.clock().advance(Duration.ofHours(1).plusSeconds(1));
        grants.settle(10);

        assertThat(redeem(code)).isInstanceOf(Unknown.class);
        assertThat(live()).isEqualTo(1);
    }

    @Test
    void whoever_dies_before_the_connection_is_made_leaves_a_grant_that_can_be_confirmed_a_minute_later() {
        Secret code = grants.hold(granted());
        store.failAt("insert");
        assertThatThrownBy(() -> redeem(code)).isInstanceOf(Unavailable.class);
        store.mend();
        assertThat(redeem(code)).isInstanceOf(Busy.class);

        confluence.clock().advance(Duration.ofSeconds(61));
        grants.settle(10);
        assertThat(redeem(code))
                .isInstanceOfSatisfying(
                        Confirmed.class,
                        confirmed -> assertThat(confirmed.first()).isTrue());
        assertThat(live()).isEqualTo(1);
    }

    @Test
    void whoever_dies_after_the_connection_was_made_leaves_that_connection() {
        Secret code = grants.hold(granted());
        store.failAt("exchange taken-grant");
        assertThatThrownBy(() -> redeem(code)).isInstanceOf(Unavailable.class);
        store.mend();

        confluence.clock().advance(Duration.ofSeconds(61));
        grants.settle(10);
        assertThat(redeem(code)).isInstanceOfSatisfying(Confirmed.class, confirmed -> {
            assertThat(confirmed.first()).isFalse();
            assertThat(confirmed.connection().state().epoch()).isEqualTo(1);
        });
        assertThat(live()).isEqualTo(1);
    }

    @Test
    void whoever_dies_in_the_middle_of_refusing_leaves_it_to_the_next_who_clears_up() {
        Secret code = grants.hold(granted());
        store.failAt("exchange taken-grant");
        assertThatThrownBy(() -> grants.redeem(new Redemption(code, new Owner("portal", "mallory"), null)))
                .isInstanceOf(Unavailable.class);
        store.mend();
        assertThat(redeem(code)).isInstanceOf(Busy.class);

        confluence.clock().advance(Duration.ofSeconds(61));
        grants.settle(10);
        assertThat(redeem(code)).isInstanceOf(Over.class);
        assertThat(live()).isZero();
        assertThat(tributary.connections().find(ALICE, "wiki")).isEmpty();
    }

    @Test
    void another_application_does_not_learn_that_a_code_is_being_dealt_with() {
        Secret code = grants.hold(granted());
        store.failAt("insert");
        assertThatThrownBy(() -> redeem(code)).isInstanceOf(Unavailable.class);
        store.mend();

        assertThat(grants.redeem(new Redemption(code, new Owner("stranger", "alice"), null)))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void a_grant_of_a_site_that_is_gone_from_the_configuration_is_erased_and_holds_up_nobody() {
        Secret code = grants.hold(granted());
        confluence.clock().advance(Duration.ofMinutes(6));
        try (Tributary without = tributary("other", confluence)) {
            HeldGrants later =
                    new HeldGrants(store.store(), without.connections(), new Lines().audit(), confluence.clock());
            later.settle(10);

            assertThat(later.redeem(new Redemption(code, ALICE, null))).isInstanceOf(Over.class);
        }
    }

    @Test
    void nor_does_a_connection_there_that_whoever_made_it_did_not_live_to_report() {
        Secret code = grants.hold(granted());
        store.failAt("exchange taken-grant");
        assertThatThrownBy(() -> redeem(code)).isInstanceOf(Unavailable.class);
        store.mend();
        confluence.clock().advance(Duration.ofSeconds(61));
        try (Tributary without = tributary("other", confluence)) {
            HeldGrants later =
                    new HeldGrants(store.store(), without.connections(), new Lines().audit(), confluence.clock());
            later.settle(10);

            assertThat(later.redeem(new Redemption(code, ALICE, null))).isInstanceOf(Confirmed.class);
        }
    }

    @Tag("C27")
    @Test
    void a_grant_of_a_site_that_has_moved_is_erased_and_nothing_is_sent_to_the_new_address() {
        Secret code = grants.hold(granted());
        Secret forgotten = grants.hold(granted());
        try (ConfluenceSimulator elsewhere = ConfluenceSimulator.dataCenter().start();
                Tributary moved = tributary("wiki", elsewhere)) {
            HeldGrants later =
                    new HeldGrants(store.store(), moved.connections(), new Lines().audit(), confluence.clock());

            assertThat(later.redeem(new Redemption(code, ALICE, null))).isInstanceOf(Moved.class);
            assertThat(later.redeem(new Redemption(code, ALICE, null))).isInstanceOf(Over.class);
            confluence.clock().advance(Duration.ofMinutes(6));
            later.settle(10);

            assertThat(later.redeem(new Redemption(forgotten, ALICE, null))).isInstanceOf(Over.class);
            assertThat(moved.connections().find(ALICE, "wiki")).isEmpty();
            assertThat(elsewhere.requests().all()).isEmpty();
        }
    }

    private Redeemed redeem(Secret code) {
        return grants.redeem(new Redemption(code, ALICE, null));
    }

    private long live() {
        return confluence.grants().all().stream().filter(GrantView::live).count();
    }

    private Granted granted() {
        Secret browser = AuthorizationRequest.newBrowser();
        AuthorizationRequest request = tributary
                .authorizations()
                .begin(new AuthorizationIntent(ALICE, "wiki", List.of(), "http://localhost:8082/back", "", browser));
        URI arrived = new SimulatedBrowser("alice", "alice").approve(request.uri(), REDIRECT);
        return (Granted) tributary.authorizations().complete(Callback.of("wiki", arrived.getRawQuery(), browser));
    }
}
