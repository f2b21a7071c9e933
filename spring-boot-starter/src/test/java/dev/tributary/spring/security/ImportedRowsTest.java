package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.SiteChooser;
import dev.tributary.Tributary;
import dev.tributary.databases.PostgresServer;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.spring.security.ClientTableImport.Source;
import dev.tributary.store.Keyset;
import dev.tributary.store.jdbc.JdbcStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;

/** Whose a row of the table is, what its times mean, and which rows are not wanted. */
class ImportedRowsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    /** Its secrets are not searched for: Spring Security's table has them in clear text, and is left as it is. */
    private final ConfluenceSimulator confluence = ConfluenceSimulator.of(Edition.DATA_CENTER)
            .secretsFile(Path.of("target", "plain-spring-rows-secrets.txt"))
            .start();

    private final DataSource database = PostgresServer.newDatabase();
    private SpringTable table;
    private RegistrationSites sites;
    private Tributary tributary;
    private Instant now;

    @BeforeEach
    void start() {
        table = new SpringTable(confluence, database);
        sites = RegistrationSites.of(
                List.of(
                        SpringTable.registration("wiki", confluence.baseUrl()),
                        SpringTable.ofNobody("robot", confluence.baseUrl())),
                new BridgeScope(Set.of(), Map.of(), URI.create("http://localhost:8080"), Set.of()));
        tributary = Tributary.builder()
                .sites(sites.all().values())
                .store(JdbcStore.open(database, Keyset.ephemeral(), confluence.clock()))
                .clock(confluence.clock())
                .build();
        now = confluence.clock().instant();
    }

    @AfterEach
    void stop() {
        tributary.close();
        confluence.close();
    }

    @Test
    void what_is_a_registrations_own_is_nobodys_and_not_needed() {
        table.save("robot", "ann", table.consent("alice"), now, now.plus(HOUR));

        assertThat(importer(ZoneId.systemDefault(), PrincipalUser.NAME).run())
                .isEqualTo(new ImportReport(0, 1, List.of()));

        assertThat(tributary.connection("ann", "robot")).isEmpty();
    }

    @Test
    void a_client_that_was_removed_before_it_was_taken_does_not_come_back() {
        table.save("wiki", "ann", table.consent("alice"), now, now.plus(HOUR));
        ClientRegistrationRepository registrations =
                new InMemoryClientRegistrationRepository(SpringTable.registration("wiki", confluence.baseUrl()));
        BridgedConnections connections =
                new BridgedConnections(tributary, sites, SiteChooser.NOBODY, PrincipalUser.NAME);
        new BridgedClientService(connections, registrations, new InMemoryOAuth2AuthorizedClientService(registrations))
                .removeAuthorizedClient("wiki", "ann");

        assertThat(importer(ZoneId.systemDefault(), PrincipalUser.NAME).run())
                .isEqualTo(new ImportReport(0, 1, List.of()));

        assertThat(tributary.connection("ann", "wiki")).isEmpty();
    }

    @Test
    void times_are_read_in_the_zone_that_is_given() {
        ZoneId far = ZoneId.of("Pacific/Kiritimati");
        table.save("wiki", "ann", table.consent("alice"), now, now.plus(HOUR));

        importer(far, PrincipalUser.NAME).run();

        assertThat(tributary.connection("ann", "wiki").orElseThrow().dates().expiresAt())
                .isCloseTo(
                        now.plus(HOUR)
                                .atZone(ZoneId.systemDefault())
                                .withZoneSameLocal(far)
                                .toInstant(),
                        within(1, ChronoUnit.SECONDS));
    }

    @Test
    void a_name_that_may_be_several_peoples_makes_no_connection_unless_the_application_says_whose_it_is() {
        table.save("wiki", "ann", table.consent("alice"), now, now.plus(HOUR));

        assertThat(importer(ZoneId.systemDefault(), principal -> "ldap:" + principal.getName())
                        .run()
                        .left())
                .singleElement()
                .satisfies(left -> assertThat(left.reason()).contains("PrincipalUser"));
        assertThat(importer(ZoneId.systemDefault(), new OfLdap()).run().taken()).isEqualTo(1);

        assertThat(tributary.connection("ann", "wiki")).isEmpty();
        assertThat(tributary.connection("ldap:ann", "wiki")).isPresent();
    }

    /** All who had clients before came from one place. */
    private static final class OfLdap implements PrincipalUser {

        @Override
        public String user(Authentication principal) {
            return "ldap:" + principal.getName();
        }

        @Override
        public Optional<String> named(String principalName) {
            return Optional.of("ldap:" + principalName);
        }
    }

    private ClientTableImport importer(ZoneId zone, PrincipalUser users) {
        return new ClientTableImport(
                new Source(database, "oauth2_authorized_client", zone), sites, users, tributary.connections());
    }
}
