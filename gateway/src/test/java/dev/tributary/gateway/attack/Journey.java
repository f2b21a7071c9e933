package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A user's way from the link to the return URL, to be left at any step. */
final class Journey {

    private final Ground ground;
    private final String state = UUID.randomUUID().toString();
    private final URI link;
    private final String user;
    private final String site;
    private SimulatedBrowser browser;

    /** Asks for the link of an application's user, whose browser logs in under the same name unless told otherwise. */
    Journey(Ground ground, App app, String user) {
        this(ground, app, user, "wiki");
    }

    Journey(Ground ground, App app, String user, String site) {
        this.ground = ground;
        this.user = user;
        this.site = site;
        this.browser = new SimulatedBrowser(user, user).listener(ground::seen);
        Map<String, String> wish = wish(user);
        wish.put("site", site);
        wish.put("state", state);
        this.link = URI.create(
                ground.api(app, "POST", "/v1/connect-links", wish).is(201).text("/url"));
        ground.witness.unlogged(token());
    }

    /** Returns what an application asks a link with. */
    static Map<String, String> wish(String user) {
        return new HashMap<>(
                Map.of("user", user, "site", "wiki", "returnTo", Ground.RETURN, "state", "state-of-the-app-0123"));
    }

    Journey browser(SimulatedBrowser another) {
        browser = another.listener(ground::seen);
        return this;
    }

    SimulatedBrowser browser() {
        return browser;
    }

    String user() {
        return user;
    }

    URI link() {
        return link;
    }

    /** Returns the part of the link that opens it. */
    String token() {
        return link.getPath().substring("/connect/".length());
    }

    /** Opens the link and presses its button; returns where the browser is sent. */
    Exchange leave() {
        Exchange left = browser.press(browser.get(link));
        assertThat(left.status()).as(left.page()).isEqualTo(303);
        return left;
    }

    /** Goes on to Confluence, decides there, and returns the callback that the browser is sent to, without going there. */
    URI callback(Exchange left, Decision decision) {
        URI callback = browser.walk(left, decision, ground.uri() + "/callback/" + site);
        Stream.of("code", "state").forEach(name -> parameter(callback, name).ifPresent(ground.witness::unlogged));
        return callback;
    }

    URI callback() {
        return callback(leave(), Decision.APPROVE);
    }

    /** Goes the whole way and returns the connection code that the application gets. */
    String approve() {
        return codeOf(browser.get(callback()));
    }

    /** Returns the connection code of a redirect to the return URL. */
    String codeOf(Exchange arrived) {
        URI back = arrived.location().orElseThrow(() -> new AssertionError(arrived + ": " + arrived.page()));
        assertThat(arrived.status()).isEqualTo(303);
        assertThat(back.toString()).startsWith(Ground.RETURN + "?");
        assertThat(parameter(back, "state")).contains(state);
        String code = parameter(back, "connection_code").orElseThrow(() -> new AssertionError(back));
        ground.witness.unlogged(code);
        return code;
    }

    /** Returns the error of a redirect to the return URL. */
    String errorOf(Exchange arrived) {
        URI back = arrived.location().orElseThrow(() -> new AssertionError(arrived + ": " + arrived.page()));
        assertThat(back.toString()).startsWith(Ground.RETURN + "?");
        assertThat(parameter(back, "state")).contains(state);
        assertThat(parameter(back, "connection_code")).isEmpty();
        return parameter(back, "error").orElseThrow(() -> new AssertionError(back));
    }

    static Optional<String> parameter(URI uri, String name) {
        return List.of(String.valueOf(uri.getRawQuery()).split("&")).stream()
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> parameter.substring(name.length() + 1))
                .findFirst();
    }
}
