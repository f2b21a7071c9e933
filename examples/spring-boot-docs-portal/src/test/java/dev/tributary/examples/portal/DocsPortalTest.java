package dev.tributary.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.spring.test.ConfluenceTest;
import dev.tributary.store.KeySource;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import java.net.URI;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/** The whole of the portal over HTTP, as a browser sees it. */
@ConfluenceTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "spring.datasource.url=jdbc:h2:mem:whole")
class DocsPortalTest {

    private static final String NOWHERE = "-";

    /** What the starter would make of the portal's database: in the versions of H2 and Flyway that Boot manages. */
    @TestConfiguration(proxyBeanMethods = false)
    static class InTheDatabase {

        @Bean
        Store store(DataSource database, KeySource keys) {
            return JdbcStore.open(database, keys);
        }
    }

    @LocalServerPort
    int port;

    private final SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");

    @Test
    void a_user_signs_in_connects_reads_searches_writes_and_disconnects(ConfluenceSimulator confluence) {
        Exchange home = signIn();
        assertThat(home.page()).contains("You are not connected");

        Exchange pages = connect(home);
        assertThat(pages.page()).contains("Quarterly Budget").doesNotContain("Salary Review");

        Exchange found = submit(pages, "words", "hosting\"");
        assertThat(found.page()).contains("Quarterly Budget").doesNotContain("Glossary");

        HtmlForm write = HtmlForm.with("title", pages.page(), pages.uri()).orElseThrow();
        Exchange written = browser.follow(
                browser.submit(write.fill("title", "Written <here>").fill("text", "1 < 2")), NOWHERE);
        assertThat(written.page()).contains("Written &lt;here&gt;", "1 &lt; 2");

        Exchange disconnected = send(get("/"), "/disconnect");
        assertThat(disconnected.page()).contains("You are not connected");
        assertThat(confluence.grants().all()).isNotEmpty().noneMatch(GrantView::live);
    }

    @Test
    void who_is_not_connected_is_sent_to_connect_and_comes_back_to_the_page() {
        signIn();
        Exchange sent = get("/pages");
        assertThat(sent.uri().getPath()).isEqualTo("/confluence/wiki/connect");

        assertThat(connect(sent).uri().getPath()).isEqualTo("/pages");
    }

    @Test
    void every_page_says_its_language_fits_a_phone_and_names_its_fields() {
        Exchange pages = connect(signIn());
        assertThat(pages.page())
                .contains("<html lang=\"en\">", "width=device-width", "class=\"skip\" href=\"#content\"")
                .containsPattern("<label>Title <input name=\"title\"")
                .containsPattern("<label>Text <textarea name=\"text\"");
    }

    private Exchange signIn() {
        Exchange login = get("/");
        HtmlForm form = HtmlForm.with("username", login.page(), login.uri()).orElseThrow();
        return browser.follow(browser.submit(form.fill("username", "ann").fill("password", "ann")), NOWHERE);
    }

    private Exchange connect(Exchange page) {
        Exchange asked = browser.submit(form(page, "/connect"));
        URI callback = browser.walk(asked, Decision.APPROVE, uri("/confluence/callback/wiki").toString());
        return browser.follow(browser.get(callback), NOWHERE);
    }

    private Exchange send(Exchange page, String action) {
        return browser.follow(browser.submit(form(page, action)), NOWHERE);
    }

    private Exchange submit(Exchange page, String field, String value) {
        HtmlForm form = HtmlForm.with(field, page.page(), page.uri()).orElseThrow();
        return browser.follow(browser.submit(form.fill(field, value)), NOWHERE);
    }

    private static HtmlForm form(Exchange page, String action) {
        return HtmlForm.all(page.page(), page.uri()).stream()
                .filter(form -> form.action().getPath().endsWith(action))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No form to " + action + " on " + page + "\n" + page.page()));
    }

    private Exchange get(String path) {
        return browser.follow(browser.get(uri(path)), NOWHERE);
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
