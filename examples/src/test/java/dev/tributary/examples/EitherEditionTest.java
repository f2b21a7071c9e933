package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.deployment.Site;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EitherEditionTest {

    @StartConfluence
    ConfluenceSimulator dataCenter;

    @StartConfluence(edition = Edition.CLOUD)
    ConfluenceSimulator cloud;

    @Test
    void one_program_says_the_same_at_data_center_and_at_cloud() {
        String there = said(dataCenter, EitherEdition.dataCenter(dataCenter));
        String here = said(cloud, EitherEdition.cloud(cloud));

        assertThat(here).isEqualTo(there);
        assertThat(here.lines())
                .contains(
                        "I am Alice Arroyo",
                        "spaces: DEMO, TEAM",
                        "created: Herons, page in DEMO, version 1",
                        "below it: Chicks",
                        "changed: Herons, page in DEMO, version 2",
                        "body: <p>Grey ones, and a white one.</p>",
                        "changed by two at once: refused with 409",
                        "comments: <p>Seen two.</p>",
                        "labels: birds, grey",
                        "attached: heron.txt, attachment",
                        "it says: long legs",
                        "read again: refused with 404",
                        "no such space: refused with 404",
                        "connected now: false")
                .anyMatch(line -> line.matches("pages: .*Welcome to the Demo Space"))
                .anyMatch(line -> line.matches("about hosting: \\w.*"));
        assertThat(dataCenter.requests().of("POST", "/rest/api/content")).isNotEmpty();
        assertThat(cloud.requests().all()).anyMatch(request -> request.path().endsWith("/wiki/api/v2/pages"));
    }

    private static String said(ConfluenceSimulator simulator, Site site) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        EitherEdition.run(simulator, site, new PrintStream(said, true, StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }
}
