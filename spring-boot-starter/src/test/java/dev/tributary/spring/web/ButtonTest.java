package dev.tributary.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.spring.Portal;
import dev.tributary.spring.PortalApplication;
import dev.tributary.spring.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

class ButtonTest {

    @TempDir
    private Path directory;

    /** An application with a page that has the button. */
    @Import(WithButton.Home.class)
    static class WithButton extends PortalApplication {

        /** Its page. */
        @Controller
        static class Home {

            @GetMapping("/home")
            String home() {
                return "with-button";
            }
        }
    }

    @Test
    void the_button_connects_and_then_disconnects() {
        try (ConfluenceSimulator confluence =
                        ConfluenceSimulator.of(Edition.DATA_CENTER).start();
                Portal portal = Portal.start(WithButton.class, confluence, directory, Map.of())) {
            Visitor ann = portal.signedIn("ann");

            HttpResponse<String> before = ann.get("/home");
            HtmlForm connect = portal.form(before);
            assertThat(before.body()).contains("Connect to Confluence");
            assertThat(ann.get(ann.consent(ann.redirect(ann.submit(connect)), "alice"))
                            .statusCode())
                    .isEqualTo(303);
            HttpResponse<String> after = ann.get("/home");
            assertThat(after.body()).contains("Disconnect from Confluence", "Alice");
            assertThat(ann.redirect(ann.submit(portal.form(after)))).hasPath("/home");
            assertThat(ann.get("/connection").body()).isEqualTo("none");
        }
    }
}
