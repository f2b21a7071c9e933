package dev.tributary.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.spring.Portal;
import dev.tributary.spring.Visitor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudChoiceTest {

    @TempDir
    private Path directory;

    @Test
    void who_has_several_sites_chooses_one_on_a_page() {
        try (ConfluenceSimulator cloud = ConfluenceSimulator.cloud().start();
                Portal portal = Portal.start(cloud, directory, Map.of())) {
            Visitor ann = portal.signedIn("ann");
            consent(cloud, portal, ann, "rivers", portal.pressConnect(ann, "/done"));
            assertThat(ann.submit(form(portal, ann, "disconnect")).body())
                    .contains("still lists", cloud.baseUrl().toString());

            HttpResponse<String> choice = consent(cloud, portal, ann, "lakes", portal.pressConnect(ann, "/connection"));

            assertThat(choice.statusCode()).isEqualTo(200);
            HtmlForm form = portal.form(choice);
            assertThat(form.buttons())
                    .extracting(Map.Entry::getValue)
                    .containsExactlyInAnyOrder(id(cloud, "rivers"), id(cloud, "lakes"));
            assertThat(ann.get("/connection").body()).isEqualTo("none");
            HttpResponse<String> again =
                    consent(cloud, portal, ann, "lakes", ann.submit(form.fill("cloudId", id(cloud, "lakes"))));
            assertThat(ann.redirect(again)).hasPath("/connection");
            assertThat(ann.get("/origin").body()).endsWith(id(cloud, "lakes"));
        }
    }

    private static HtmlForm form(Portal portal, Visitor visitor, String what) {
        HtmlForm form = portal.connectForm(visitor, "/done");
        URI action = portal.address().resolve("/confluence/wiki/" + what);
        return new HtmlForm(action, "POST", form.fields(), form.buttons());
    }

    private static String id(ConfluenceSimulator cloud, String name) {
        return cloud.sites().named(name).orElseThrow().cloudId();
    }

    private static HttpResponse<String> consent(
            ConfluenceSimulator cloud, Portal portal, Visitor visitor, String site, HttpResponse<String> begun) {
        URI callback = new SimulatedBrowser("alice", "alice")
                .choosing(id(cloud, site))
                .approve(visitor.redirect(begun), portal.address().toString());
        return visitor.get(callback);
    }
}
