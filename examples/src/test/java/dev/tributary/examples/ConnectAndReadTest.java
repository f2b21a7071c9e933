package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.GrantView;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectAndReadTest {

    @StartConfluence(contextPath = "/confluence")
    ConfluenceSimulator confluence;

    private ConnectAndRead application;
    private final SimulatedBrowser alice = new SimulatedBrowser("alice", "alice");

    @BeforeEach
    void start() throws IOException {
        application = new ConnectAndRead(0, confluence.baseUrl(), "example", Secret.of("example-secret"));
        confluence.clients().register(Client.of("example", "example-secret", callback()));
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void a_user_signs_in_connects_reads_searches_writes_and_disconnects() {
        Exchange home = connect(alice, "alice");
        assertThat(home.page()).contains("Alice Arroyo", "Quarterly Budget").doesNotContain("Salary Review");

        Exchange found = submit(alice, home, "words", "hosting\"");
        assertThat(found.page()).contains("Quarterly Budget").doesNotContain("Glossary");

        HtmlForm form = HtmlForm.with("title", home.page(), home.uri()).orElseThrow();
        Exchange written = alice.submit(form.fill("title", "Written <here>").fill("text", "1 < 2"));
        assertThat(written.page()).contains("Written &lt;here&gt;");
        assertThat(alice.get(uri("/")).page()).contains("Written &lt;here&gt;");

        Exchange disconnected = alice.submit(new HtmlForm(uri("/disconnect"), "POST", Map.of(), List.of()));
        assertThat(disconnected.page()).contains("You are disconnected.").doesNotContain("could not be told");
        assertThat(confluence.grants().all()).extracting(GrantView::live).containsExactly(false);
        assertThat(alice.get(uri("/")).page()).contains("Connect to Confluence");
    }

    @Test
    void the_end_of_an_access_token_goes_unnoticed_and_the_end_of_the_grant_asks_to_connect() {
        connect(alice, "alice");
        confluence.clock().advance(Duration.ofHours(2));
        assertThat(alice.get(uri("/")).page()).contains("Quarterly Budget");

        confluence.clock().advance(Duration.ofDays(91));
        assertThat(alice.get(uri("/")).page()).contains("has ended", "Connect to Confluence");
        assertThat(connect(alice, "alice").page()).contains("Quarterly Budget");
    }

    @Test
    void a_link_opened_in_somebody_elses_browser_connects_nobody() {
        SimulatedBrowser mallory = new SimulatedBrowser("bob", "bob");
        Exchange link = mallory.press(signIn(mallory, "mallory"));
        signIn(alice, "alice");

        URI callback = alice.walk(alice.get(link.location().orElseThrow()), Decision.APPROVE, callback());
        assertThat(alice.get(callback).page()).contains("another browser");
        assertThat(mallory.get(callback).page()).contains("already used");

        assertThat(confluence.grants().all()).isEmpty();
        assertThat(mallory.get(uri("/")).page()).contains("Connect to Confluence");
    }

    @Test
    void a_user_who_denies_and_a_confluence_that_is_down_are_told_so() {
        Exchange asked = alice.press(signIn(alice, "alice"));
        URI denied = alice.walk(asked, Decision.DENY, callback());
        assertThat(alice.get(denied).page()).contains("The user denied access.");

        connect(alice, "alice");
        confluence
                .faults()
                .add(Fault.of(Fault.Action.STATUS)
                        .status(503)
                        .on("GET", "/rest/api")
                        .times(9));
        assertThat(alice.get(uri("/")).status()).isEqualTo(503);
        confluence.faults().clear();
        assertThat(alice.get(uri("/")).page()).contains("Quarterly Budget");
    }

    @Test
    void every_call_is_served_as_the_user_who_is_signed_in() {
        connect(alice, "alice");
        SimulatedBrowser bob = new SimulatedBrowser("bob", "bob");
        assertThat(connect(bob, "bob").page()).contains("Bob Brooks");
        confluence.requests().clear();
        alice.get(uri("/"));
        bob.get(uri("/"));
        assertThat(confluence.requests().all())
                .extracting(RecordedRequest::user)
                .containsExactly("alice", "bob");
    }

    private Exchange connect(SimulatedBrowser browser, String user) {
        Exchange asked = browser.press(signIn(browser, user));
        return browser.follow(browser.get(browser.walk(asked, Decision.APPROVE, callback())), "-");
    }

    private Exchange signIn(SimulatedBrowser browser, String user) {
        Exchange form = browser.get(uri("/"));
        boolean signedIn = HtmlForm.with("user", form.page(), form.uri()).isEmpty();
        return signedIn ? form : submit(browser, form, "user", user);
    }

    private static Exchange submit(SimulatedBrowser browser, Exchange page, String field, String value) {
        HtmlForm form = HtmlForm.with(field, page.page(), page.uri()).orElseThrow();
        return browser.follow(browser.submit(form.fill(field, value)), "-");
    }

    private String callback() {
        return application.address() + "/callback";
    }

    private URI uri(String path) {
        return URI.create(application.address() + path);
    }
}
