package dev.tributary.simulator.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One user with one browser: cookies of its own, redirects followed one at a time, forms filled in as shown. Blocking; not thread-safe.
 *
 * <pre>{@code
 * URI callback = new SimulatedBrowser("alice", "alice").approve(authorizationUri, "http://localhost:8080/callback");
 * }</pre>
 */
public final class SimulatedBrowser {

    private static final int MAX_STEPS = 30;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String username;
    private final String password;
    private final HttpClient client;
    private @Nullable Consumer<Exchange> listener;
    private @Nullable String site;

    /** Opens a browser for that user over HTTP, or HTTPS with a certificate that the JDK trusts. */
    public SimulatedBrowser(String username, String password) {
        this(username, password, HttpClient.newBuilder());
    }

    /** Opens a browser for that user that trusts what the context trusts. */
    public SimulatedBrowser(String username, String password, SSLContext tls) {
        this(username, password, HttpClient.newBuilder().sslContext(tls));
    }

    private SimulatedBrowser(String username, String password, HttpClient.Builder builder) {
        this.username = username;
        this.password = password;
        this.client = builder.followRedirects(Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .build();
    }

    /** Shows every exchange to that listener, in the calling thread, from now on. */
    public SimulatedBrowser listener(Consumer<Exchange> listener) {
        this.listener = listener;
        return this;
    }

    /** Chooses the site of that cloud id wherever it is asked for one; unless told, it takes what is chosen already. */
    public SimulatedBrowser choosing(String cloudId) {
        this.site = cloudId;
        return this;
    }

    /**
     * Goes to the address, logs in and approves where asked to, and returns the first redirect to an address that starts with the prefix,
     * without going there.
     *
     * @throws IllegalStateException when the way ends on another page
     * @throws UncheckedIOException when a server cannot be reached
     */
    public URI approve(URI address, String stopAt) {
        return walk(get(address), Decision.APPROVE, stopAt);
    }

    /** As {@link #approve}, but denies. */
    public URI deny(URI address, String stopAt) {
        return walk(get(address), Decision.DENY, stopAt);
    }

    /**
     * Goes to the address, logs in and approves where asked to, follows every redirect, and returns the last exchange. On a page with
     * neither form it stops.
     */
    public Exchange approve(URI address) {
        return answerForms(get(address), Decision.APPROVE, "");
    }

    /** As {@link #approve(URI)}, but denies. */
    public Exchange deny(URI address) {
        return answerForms(get(address), Decision.DENY, "");
    }

    /** Asks for the address once, without following a redirect. */
    public Exchange get(URI address) {
        return send(address, "GET", "");
    }

    /** Sends the form as filled in, without following a redirect. */
    public Exchange submit(HtmlForm form) {
        if (form.method().equals("POST")) {
            return send(form.action(), "POST", form.encoded());
        }
        return get(URI.create(form.action() + "?" + form.encoded()));
    }

    /**
     * Sends the first form of the page as it is shown, as a user does who just presses its button; does not follow a redirect.
     *
     * @throws IllegalStateException when the page has no form
     */
    public Exchange press(Exchange page) {
        HtmlForm form = HtmlForm.all(page.page(), page.uri()).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no form to send on " + page));
        return submit(form.pressed());
    }

    /** Follows redirects until an answer is none, or until one leads to the prefix, whichever comes first. */
    public Exchange follow(Exchange from, String stopAt) {
        Exchange current = from;
        for (int step = 0; step < MAX_STEPS; step++) {
            Optional<URI> next = current.location();
            if (next.isEmpty() || leadsTo(next.get(), stopAt)) {
                return current;
            }
            current = get(next.get());
        }
        throw new IllegalStateException("More than " + MAX_STEPS + " redirects, the last by " + current);
    }

    /** Goes on from an exchange to the prefix: follows redirects and fills in the login and consent forms it is shown. */
    public URI walk(Exchange from, Decision decision, String stopAt) {
        Exchange end = answerForms(from, decision, stopAt);
        return end.location()
                .filter(location -> leadsTo(location, stopAt))
                .orElseThrow(() -> new IllegalStateException(
                        "The browser of " + username + " did not come to " + stopAt + " but to " + end));
    }

    private Exchange answerForms(Exchange from, Decision decision, String stopAt) {
        Exchange current = follow(from, stopAt);
        boolean loggedIn = false;
        for (int step = 0; step < MAX_STEPS; step++) {
            Optional<HtmlForm> login = HtmlForm.with("os_password", current.page(), current.uri());
            Optional<HtmlForm> consent = HtmlForm.with("decision", current.page(), current.uri());
            if (login.isPresent() && !loggedIn) {
                loggedIn = true;
                current = follow(submit(filled(login.get())), stopAt);
            } else if (consent.isPresent()) {
                current = follow(submit(chosen(consent.get()).fill("decision", decision.value())), stopAt);
            } else {
                return current;
            }
        }
        throw new IllegalStateException("More than " + MAX_STEPS + " forms, the last at " + current);
    }

    private HtmlForm chosen(HtmlForm consent) {
        return site != null && consent.has("site") ? consent.fill("site", site) : consent;
    }

    private HtmlForm filled(HtmlForm login) {
        return login.fill("os_username", username).fill("os_password", password);
    }

    private static boolean leadsTo(URI location, String prefix) {
        return !prefix.isEmpty() && location.toString().startsWith(prefix);
    }

    private Exchange send(URI address, String method, String form) {
        boolean post = method.equals("POST");
        BodyPublisher body = post ? BodyPublishers.ofString(form, UTF_8) : BodyPublishers.noBody();
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("User-Agent", "Mozilla/5.0 (simulated browser)")
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .method(method, body);
        if (post) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        HttpResponse<String> answer = sent(request.build());
        Optional<URI> location = answer.headers().firstValue("Location").map(address::resolve);
        Exchange exchange =
                new Exchange(method, address, form, answer.statusCode(), location, answer.headers(), answer.body());
        if (listener != null) {
            listener.accept(exchange);
        }
        return exchange;
    }

    private HttpResponse<String> sent(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + request.uri().getAuthority(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while waiting for " + request.uri().getAuthority(), e);
        }
    }
}
