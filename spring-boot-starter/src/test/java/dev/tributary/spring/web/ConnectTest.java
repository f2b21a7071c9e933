package dev.tributary.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.spring.Portal;
import dev.tributary.spring.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectTest {

    private static ConfluenceSimulator confluence;
    private static Portal portal;

    @BeforeAll
    static void start(@TempDir Path directory) {
        confluence = ConfluenceSimulator.of(Edition.DATA_CENTER).start();
        portal = Portal.start(confluence, directory, Map.of());
    }

    @AfterAll
    static void stop() {
        portal.close();
        confluence.close();
    }

    @Test
    void whoever_is_signed_in_connects_and_acts_in_confluence_as_themselves() {
        Visitor ann = portal.signedIn("ann");

        HttpResponse<String> returned = portal.connect(ann, "alice");

        assertThat(returned.statusCode()).isEqualTo(303);
        assertThat(ann.redirect(returned)).isEqualTo(portal.address().resolve("/done"));
        assertThat(ann.get("/me").body()).isEqualTo("alice");
    }
}
