package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Misconfigured;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.store.MemoryStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service account of Confluence Cloud, whose token opens more than one site. */
class CloudServiceAccountTest {

    private ConfluenceSimulator confluence;

    @BeforeEach
    void start() {
        confluence = ConfluenceSimulator.cloud().start();
        confluence.switches().set(Switch.CLIENT_CREDENTIALS, "on");
    }

    @AfterEach
    void stop() {
        confluence.close();
    }

    @Test
    void of_several_sites_none_is_taken_that_was_not_named() {
        try (CloudDesk desk = desk(CloudDesk.only(confluence, null, null))) {
            assertThatExceptionOfType(Misconfigured.class)
                    .isThrownBy(() -> desk.tributary.connectServiceAccount("robot", "cloud"))
                    .withMessageContainingAll("sites.cloud.cloud.site", "2 Confluence sites");
            assertThat(desk.tributary.connection("robot", "cloud")).isEmpty();
        }
    }

    @Test
    void the_site_that_is_named_is_the_one_by_address_as_by_cloud_id() {
        for (Site site :
                List.of(CloudDesk.only(confluence, "lakes", null), CloudDesk.only(confluence, null, CloudDesk.LAKES))) {
            try (CloudDesk desk = desk(site)) {
                Connection connection = desk.tributary.connectServiceAccount("robot", "cloud");

                assertThat(connection.kind()).isEqualTo(Kind.SERVICE_ACCOUNT);
                assertThat(connection.origin().toString()).endsWith("/ex/confluence/" + CloudDesk.LAKES);
                assertThat(connection.home().toString()).endsWith("/site/lakes/wiki");
                assertThat(connection.scopes()).contains("read:page:confluence");
                assertThat(desk.tributary.confluence(connection).spaces()).isNotEmpty();
            }
        }
    }

    @Test
    void a_site_that_it_does_not_open_is_told_so() {
        try (CloudDesk desk = desk(CloudDesk.only(confluence, "harbour", null))) {
            assertThatExceptionOfType(Misconfigured.class)
                    .isThrownBy(() -> desk.tributary.connectServiceAccount("robot", "cloud"))
                    .withMessageContaining("opens no Confluence site");
        }
    }

    @Test
    void it_is_renewed_each_hour_by_asking_in_json_and_without_scopes() {
        try (CloudDesk desk = desk(CloudDesk.only(confluence, "rivers", null))) {
            Connection connection = desk.tributary.connectServiceAccount("robot", "cloud");
            for (int hour = 0; hour < 3; hour++) {
                confluence.clock().advance(Duration.ofMinutes(61));
                desk.tributary.accessToken(connection, Duration.ofMinutes(50));
            }

            assertThat(tokenRequests()).hasSize(4).allSatisfy(request -> {
                assertThat(request.headers().get("Content-Type")).containsExactly("application/json");
                assertThat(request.body()).contains("client_credentials").doesNotContain("scope", "refresh_token");
            });
            assertThat(desk.tributary.endingBefore(confluence.clock().instant().plus(Duration.ofDays(3650))))
                    .isEmpty();
        }
    }

    @Test
    void a_lost_answer_and_a_wrong_secret_send_nobody_to_connect_again() {
        try (CloudDesk desk = desk(CloudDesk.only(confluence, "rivers", null))) {
            Connection connection = desk.tributary.connectServiceAccount("robot", "cloud");
            confluence.clock().advance(Duration.ofMinutes(61));
            confluence.faults().add(Fault.of(Fault.Action.DROP_AFTER).on("POST", "/oauth/token"));
            Told.by(() -> desk.tributary.accessToken(connection, Duration.ZERO));

            confluence.clients().register(Client.of("tributary", "another-secret", Desk.REDIRECT));
            confluence.clock().advance(Duration.ofSeconds(30));
            assertThat(Told.by(() -> desk.tributary.accessToken(connection, Duration.ZERO)))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("sites.cloud.clientSecret");

            confluence.clients().register(Client.of("tributary", "tributary-secret", Desk.REDIRECT));
            confluence.clock().advance(Duration.ofSeconds(30));
            desk.tributary.accessToken(connection, Duration.ZERO);
            assertThat(desk.tributary.connection("robot", "cloud").orElseThrow().isActive())
                    .isTrue();
        }
    }

    @Test
    void there_is_nothing_at_atlassian_that_anybody_would_have_to_end() {
        try (CloudDesk desk = desk(CloudDesk.only(confluence, "rivers", null))) {
            Connection connection = desk.tributary.connectServiceAccount("robot", "cloud");

            assertThat(desk.tributary.disconnect(connection).revocation()).isEqualTo(Revocation.NOTHING_TO_REVOKE);
        }
    }

    private CloudDesk desk(Site site) {
        return new CloudDesk(confluence, site, new MemoryStore(confluence.clock()));
    }

    private List<RecordedRequest> tokenRequests() {
        return confluence.requests().of("POST", "/oauth/token");
    }
}
