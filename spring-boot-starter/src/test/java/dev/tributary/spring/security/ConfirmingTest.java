package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.authorization.HandedIn.Adopted;
import dev.tributary.authorization.ObtainedTokens;
import dev.tributary.model.Connection;
import dev.tributary.model.Owner;
import dev.tributary.model.TokenPair;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.Fault.Action;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.spring.Visitor;
import dev.tributary.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;

/** A registration that is taken for one of Data Center's, at a server that cannot say who somebody is, as with Jira. */
class ConfirmingTest {

    private static final String WHO_AM_I = "/rest/api/user/current";
    private static final Owner BEN = new Owner(Owner.DEFAULT_APP, "ben");
    private static final int CALLS = 20;

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private BridgedSpring application;

    @BeforeEach
    void start() {
        application = BridgedSpring.against(confluence, BridgedSpring.Base.in(directory), "WRITE");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void it_is_not_asked_at_each_call_but_after_a_while_until_it_says() {
        adoptForBen();
        nobodySays();
        int before = asked();

        try (Said said = Said.by(Confirming.class)) {
            load(CALLS);
            assertThat(said.lines()).singleElement().satisfies(ConfirmingTest::namesTheProperty);
        }
        assertThat(asked() - before).isEqualTo(1);

        confluence.clock().advance(Duration.ofMinutes(16));
        load(CALLS);
        assertThat(asked() - before).isEqualTo(2);

        confluence.faults().clear();
        confluence.clock().advance(Duration.ofMinutes(16));
        load(CALLS);
        assertThat(asked() - before).isEqualTo(3);
        assertThat(application
                        .tributary()
                        .connection("ben", "wiki")
                        .orElseThrow()
                        .account()
                        .username())
                .isEqualTo("alice");
    }

    @Test
    void who_consents_there_is_not_connected_and_the_log_says_what_to_set() {
        nobodySays();

        Visitor ann = application.signedIn("ann");

        try (Said said = Said.by(Keeping.class)) {
            assertThat(ann.redirect(application.comeBack(ann, "alice")).getQuery())
                    .contains("error=access_denied");
            assertThat(said.lines()).singleElement().satisfies(ConfirmingTest::namesTheProperty);
        }

        assertThat(application.tributary().connection("ann", "wiki")).isEmpty();
    }

    private static void namesTheProperty(String line) {
        assertThat(line).contains("set tributary.bridge.registrations.wiki.edition to other.");
    }

    /** Takes in a pair whose access token is over, as the import does. */
    private void adoptForBen() {
        application.connect(application.signedIn("ann"), "alice");
        Connection anns = application.tributary().connection("ann", "wiki").orElseThrow();
        TokenPair pair = Objects.requireNonNull(
                application.bean(Store.class).find(anns.id()).orElseThrow().tokens());
        Instant now = confluence.clock().instant();
        application
                .tributary()
                .connections()
                .connect(new Adopted(
                        BEN,
                        "wiki",
                        new ObtainedTokens(
                                pair.accessToken(),
                                pair.refreshToken(),
                                now.minus(Duration.ofHours(3)),
                                now.minus(Duration.ofHours(2))),
                        List.of("WRITE"),
                        true,
                        null,
                        null));
    }

    private void nobodySays() {
        confluence
                .faults()
                .add(Fault.of(Action.STATUS).on("GET", WHO_AM_I).status(404).times(10_000));
    }

    private void load(int times) {
        OAuth2AuthorizedClientService clients = application.bean(OAuth2AuthorizedClientService.class);
        for (int i = 0; i < times; i++) {
            assertThat((Object) clients.loadAuthorizedClient("wiki", "ben")).isNotNull();
        }
    }

    private int asked() {
        return confluence.requests().of("GET", WHO_AM_I).size();
    }
}
