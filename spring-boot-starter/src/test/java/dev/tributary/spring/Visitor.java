package dev.tributary.spring;

import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Somebody with a browser at an application: cookies are kept, redirects are not followed. Several requests may be under way at once. */
public final class Visitor {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .cookieHandler(cookies)
            .build();
    private final URI application;

    /** Opens a browser at that application. */
    public Visitor(URI application) {
        this.application = application;
    }

    /** Returns where the application is. */
    public URI address() {
        return application;
    }

    /** Fills in the application's login form; passwords are the users' names. */
    public Visitor signIn(String user) {
        URI address = application.resolve("/login");
        HttpResponse<String> page = get(address);
        HtmlForm form = HtmlForm.with("username", page.body(), address)
                .orElseThrow(() -> new AssertionError("No login form from " + page + ": " + page.body()));
        submit(form.fill("username", user).fill("password", user));
        return this;
    }

    /** Sends a form as it is filled in. */
    public HttpResponse<String> submit(HtmlForm form) {
        return sent(request(form.action())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.encoded()))
                .build());
    }

    /** Sends a form as a browser does that says where it comes from. */
    public HttpResponse<String> submit(HtmlForm form, String header, String value) {
        return sent(request(form.action())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(header, value)
                .POST(BodyPublishers.ofString(form.encoded()))
                .build());
    }

    /** Asks for a path of the application as a program does. */
    public HttpResponse<String> ask(String path) {
        return sent(HttpRequest.newBuilder(application.resolve(path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build());
    }

    /** Asks for a path of the application. */
    public HttpResponse<String> get(String path) {
        return get(application.resolve(path));
    }

    /** Asks for an address, of the application or of another. */
    public HttpResponse<String> get(URI address) {
        return sent(request(address).build());
    }

    /** Asks for an address as a browser does that says by each request who its user is. */
    public HttpResponse<String> get(URI address, String header, String value) {
        return sent(request(application.resolve(address)).header(header, value).build());
    }

    /** Asks for a path of the application and does not wait. */
    public CompletableFuture<HttpResponse<String>> later(String path) {
        return client.sendAsync(request(application.resolve(path)).build(), BodyHandlers.ofString());
    }

    /** Follows the redirect of that path to Confluence, consents there as that user, and returns where Confluence sends the browser. */
    public URI consent(String path, String confluenceUser) {
        return consent(redirect(get(path)), confluenceUser);
    }

    /** Consents at that address of Confluence's as that user, and returns where Confluence sends the browser. */
    public URI consent(URI authorization, String confluenceUser) {
        return consent(authorization, confluenceUser, application);
    }

    /** As above, where Confluence sends the browser to another address of the application. */
    public URI consent(URI authorization, String confluenceUser, URI backAt) {
        return new SimulatedBrowser(confluenceUser, confluenceUser).approve(authorization, backAt.toString());
    }

    /** Returns the value of the cookie of that name. */
    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** Returns where an answer sends the browser. */
    public URI redirect(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(application::resolve)
                .orElseThrow(() -> new AssertionError("No redirect from " + answer + ": " + answer.body()));
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(TIMEOUT).header("Accept", "text/html");
    }

    private HttpResponse<String> sent(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
