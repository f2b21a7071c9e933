package dev.tributary.examples;

import dev.tributary.Tributary;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.confluence.Confluence;
import dev.tributary.confluence.Content;
import dev.tributary.confluence.Download;
import dev.tributary.confluence.NewPage;
import dev.tributary.confluence.Space;
import dev.tributary.confluence.Upload;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.http.Body;
import dev.tributary.model.CallRefused;
import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * One program for both editions: whether its site is Confluence Data Center or Cloud, it does the same and prints the same.
 * Only the registration differs.
 *
 * <pre>{@code
 * java … dev.tributary.examples.EitherEdition cloud      against a simulator that it starts; or datacenter
 * }</pre>
 */
public final class EitherEdition {

    private static final URI REDIRECT = URI.create("http://localhost:8080/callback");
    private static final Secret SECRET = Secret.of("tributary-secret");
    private static final String USER = "alice";
    private static final String SITE = "wiki";

    private final Confluence confluence;
    private final PrintStream out;

    private EitherEdition(Confluence confluence, PrintStream out) {
        this.confluence = confluence;
        this.out = out;
    }

    /** Runs against a simulator of {@code datacenter}, or of {@code cloud}. */
    public static void main(String... arguments) {
        boolean cloud = arguments.length > 0 && arguments[0].equals("cloud");
        try (ConfluenceSimulator simulator =
                (cloud ? ConfluenceSimulator.cloud() : ConfluenceSimulator.dataCenter()).start()) {
            run(simulator, cloud ? cloud(simulator) : dataCenter(simulator), System.out);
        }
    }

    /** Returns a site of Data Center. */
    static Site dataCenter(ConfluenceSimulator simulator) {
        ClientRegistration registration = new ClientRegistration("tributary", SECRET, REDIRECT, List.of("WRITE"));
        return Site.dataCenter(SITE, simulator.baseUrl(), registration);
    }

    /** Returns a site of Cloud. At Atlassian {@code Cloud.atlassian()} is all that it takes; the simulator is one address. */
    static Site cloud(ConfluenceSimulator simulator) {
        URI all = simulator.baseUrl();
        Cloud atlassian = new Cloud(new Cloud.Hosts(all, all, "api.atlassian.com", all), null, true);
        // snippet: cloud
        List<String> scopes = List.of(
                "read:me",
                "read:confluence-user",
                "search:confluence",
                "read:space:confluence",
                "read:page:confluence",
                "write:page:confluence",
                "delete:page:confluence",
                "read:comment:confluence",
                "write:comment:confluence",
                "read:attachment:confluence",
                "write:confluence-file",
                "readonly:content.attachment:confluence",
                "read:label:confluence",
                "write:confluence-content");
        Site site = Site.cloud(SITE, atlassian, new ClientRegistration("tributary", SECRET, REDIRECT, scopes));
        // end
        return site;
    }

    /** Connects alice to the site, works as her, and disconnects. */
    static void run(ConfluenceSimulator simulator, Site site, PrintStream out) {
        try (Tributary tributary =
                Tributary.builder().site(site).clock(simulator.clock()).build()) {
            Connection connection = connect(tributary);
            new EitherEdition(tributary.confluence(connection), out).work();
            tributary.disconnect(connection);
            out.println("connected now: " + tributary.connection(USER, SITE).isPresent());
        }
    }

    /** In a web application the user's own browser does what is done here by the simulated one. */
    private static Connection connect(Tributary tributary) {
        AuthorizationRequest request = tributary.authorize(USER, SITE).begin();
        URI back = new SimulatedBrowser(USER, USER).approve(request.uri(), REDIRECT.toString());
        return tributary.complete(Callback.of(SITE, back.getRawQuery(), request.browser()), USER);
    }

    private void work() {
        out.println("I am " + confluence.currentUser().displayName());
        out.println("spaces: " + names(confluence.spaces().map(Space::key)));
        out.println("pages: " + titles(confluence.pages("DEMO")));
        out.println("about hosting: " + titles(confluence.search("type = page and text ~ \"hosting\"")));

        Content page = confluence.createPage(new NewPage("DEMO", "Herons", "<p>Grey ones.</p>"));
        say("created", page);
        Content chick = confluence.createPage(new NewPage("DEMO", "Chicks", "<p>Small ones.</p>", page.id()));
        say("created", chick);
        out.println("below it: " + titles(confluence.children(page.id())));

        Content changed = confluence.updatePage(page, "Herons", "<p>Grey ones, and a white one.</p>");
        say("changed", changed);
        out.println("body: " + confluence.page(page.id()).body());
        out.println("changed by two at once: " + refusal(() -> confluence.updatePage(page, "Herons", "<p>No.</p>")));
        out.println("taken title: " + refusal(() -> confluence.createPage(new NewPage("DEMO", "Herons", "<p/>"))));

        confluence.comment(page.id(), "<p>Seen two.</p>");
        out.println(
                "comments: " + names(confluence.comments(page.id()).map(comment -> String.valueOf(comment.body()))));
        confluence.addLabels(page.id(), List.of("birds", "grey"));
        out.println("labels: " + names(confluence.labels(page.id())));
        attach(page);

        confluence.deletePage(chick.id());
        confluence.deletePage(page.id());
        out.println("read again: " + refusal(() -> confluence.page(page.id())));
        out.println("no such space: " + refusal(() -> titles(confluence.pages("NOWHERE"))));
    }

    private void attach(Content page) {
        Upload drawing = new Upload("heron.txt", "text/plain", Body.of("long legs"));
        Content attached = confluence.attach(page.id(), drawing);
        out.println("attached: " + attached.title() + ", " + attached.type());
        out.println("attachments: " + titles(confluence.attachments(page.id())));
        try (Download download = confluence.download(attached)) {
            out.println("it says: " + new String(download.stream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String what, Content page) {
        out.printf("%s: %s, %s in %s, version %d%n", what, page.title(), page.type(), page.space(), page.version());
    }

    private static String titles(Stream<Content> content) {
        return names(content.map(Content::title));
    }

    private static String names(Stream<String> names) {
        return String.join(", ", names.sorted().toList());
    }

    private static String refusal(Runnable call) {
        try {
            call.run();
            return "done";
        } catch (CallRefused refused) {
            return "refused with " + refused.status();
        }
    }
}
