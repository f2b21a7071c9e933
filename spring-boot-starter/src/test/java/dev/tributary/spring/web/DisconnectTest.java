package dev.tributary.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.spring.Portal;
import dev.tributary.spring.Visitor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a user is told whose grant lives on at Confluence. */
@ExtendWith(OutputCaptureExtension.class)
class DisconnectTest {

    private ConfluenceSimulator confluence;
    private Portal portal;
    private Visitor ann;

    @BeforeEach
    void connect(@TempDir Path directory) {
        confluence = ConfluenceSimulator.of(Edition.DATA_CENTER).start();
        portal = Portal.start(confluence, directory, Map.of());
        ann = portal.signedIn("ann");
        portal.connect(ann, "alice");
    }

    @AfterEach
    void stop() {
        portal.close();
        confluence.close();
    }

    private HttpResponse<String> disconnect() {
        HtmlForm form = portal.connectForm(ann, "/done?as=a%26b");
        URI action = form.action().resolve("disconnect");
        return ann.submit(new HtmlForm(action, "POST", form.fields(), form.buttons()));
    }

    private void assertToldToEndItThere(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'");
        assertThat(answer.body())
                .contains(why, "<a href=\"" + confluence.baseUrl(), "<a href=\"/done?as=a&amp;b\"", "(wiki)");
        assertThat(ann.get("/connection").body()).isEqualTo("none");
    }

    @Test
    void where_confluence_cannot_revoke_its_user_is_led_to_where_the_grant_is_listed(CapturedOutput output) {
        confluence.switches().set(Switch.REVOKE_ENDPOINT, "absent");

        assertToldToEndItThere(disconnect(), "still lists");

        assertThat(output).doesNotContain("did not confirm");
    }

    @Test
    void where_confluence_is_away_its_user_is_told_and_the_operator_too(CapturedOutput output) {
        confluence.close();

        assertToldToEndItThere(disconnect(), "did not confirm");

        assertThat(output.toString().lines().filter(line -> line.contains("did not confirm")))
                .singleElement()
                .asString()
                .contains("WARN", "'ann'", "'wiki'", confluence.baseUrl().toString());
    }

    @Test
    void a_second_press_finds_nothing_to_end_and_goes_back() {
        confluence.switches().set(Switch.REVOKE_ENDPOINT, "absent");
        HtmlForm form = portal.connectForm(ann, "/done");
        HtmlForm end = new HtmlForm(form.action().resolve("disconnect"), "POST", form.fields(), form.buttons());
        ann.submit(end);

        assertThat(ann.redirect(ann.submit(end))).hasPath("/done");
    }
}
