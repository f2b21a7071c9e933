package dev.tributary.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.Tributary;
import dev.tributary.model.Connection;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ConfluenceTest(edition = Edition.CLOUD)
class CloudTest {

    @Autowired
    Tributary tributary;

    @Test
    @ConnectedAs(value = "alice", cloudSite = "lakes")
    void connects_to_the_site_that_is_wanted(ConfluenceSimulator confluence, Connection connection) {
        String lakes = confluence.sites().named("lakes").orElseThrow().cloudId();
        assertThat(connection.origin().toString()).contains(lakes);
        assertThat(tributary.confluence(connection).spaces()).isNotEmpty();
    }
}
