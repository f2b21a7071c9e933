package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Item.item;
import static dev.tributary.gateway.attack.Item.reaching;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.net.URI;
import java.util.stream.Stream;

/** Group E, first part: links and callbacks. */
final class FlowItems {

    private FlowItems() {}

    static Stream<Item> all() {
        return Stream.concat(
                Stream.of(
                        item("D-E1", "a link that is used twice", FlowItems::linkTwice),
                        item("D-E2", "a link that nobody made", FlowItems::noLink),
                        reaching("D-E3", "a callback that is loaded again", FlowItems::reloaded),
                        item("D-E4", "a callback without its cookie, then with it", FlowItems::noCookie),
                        item("D-E5", "a callback in another browser", FlowItems::otherBrowser),
                        reaching("D-E11", "two tabs in reverse order", FlowItems::tabs)),
                callbacks());
    }

    private static Stream<Item> callbacks() {
        return Stream.concat(
                Stream.of("code=x&state=unknown", "code=x", "state=unknown", "", "error=x", "error=x&state=unknown")
                        .map(query -> callback("D-E6", query)),
                Stream.of(
                                "code=x&state=STATE&state=STATE",
                                "code=x&state=STATE&state=other",
                                "code=x&state=STATE&%73tate=STATE",
                                "code=x&code=y&state=STATE",
                                "code=&state=STATE",
                                "code=x&error=access_denied&state=STATE")
                        .map(query -> callback("D-E7", query)));
    }

    static Journey journey(Ground ground, String user) {
        return new Journey(ground, App.A, user).browser(new SimulatedBrowser("alice", "alice"));
    }

    static Answer visit(Ground ground, URI page) {
        return ground.send(ground.to(page.toString()));
    }

    private static void assertLeadsNowhere(Exchange page, int status) {
        assertThat(page.status()).as(page.page()).isEqualTo(status);
        assertThat(page.location()).isEmpty();
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    }

    private static void linkTwice(Ground ground) {
        Journey journey = journey(ground, "erin");
        Exchange page = journey.browser().get(journey.link());
        assertThat(journey.browser().press(page).status()).isEqualTo(303);

        assertLeadsNowhere(journey.browser().press(page), 410);
        visit(ground, journey.link()).isPage(410);
    }

    private static void noLink(Ground ground) {
        visit(ground, URI.create(ground.uri() + "/connect/" + "x".repeat(43))).isPage(404);
    }

    private static void reloaded(Ground ground) {
        Journey journey = journey(ground, "frank");
        URI callback = journey.callback();
        String code = journey.codeOf(journey.browser().get(callback));
        String id = ground.confirm(App.A, code, "frank").is(201).text("/id");

        Exchange again = journey.browser().get(callback);

        assertThat(again.status()).as(again.page()).isIn(200, 303, 400, 410);
        assertThat(ground.tokenRequests()).hasSize(1);
        assertThat(ground.api(App.A, "GET", "/v1/connections/" + id, null).text("/status"))
                .isEqualTo("ACTIVE");
    }

    private static void noCookie(Ground ground) {
        Journey journey = journey(ground, "erin");
        URI callback = journey.callback();
        ground.begin();

        visit(ground, callback).isPage(400);

        assertLeadsNowhere(journey.browser().get(callback), 400);
    }

    private static void otherBrowser(Ground ground) {
        Journey mallorys = journey(ground, "mallory");
        Journey victims = journey(ground, "erin");
        victims.leave();
        URI callback = mallorys.callback();
        ground.begin();

        assertLeadsNowhere(victims.browser().get(callback), 400);
        assertLeadsNowhere(mallorys.browser().get(callback), 400);
    }

    private static void tabs(Ground ground) {
        Journey first = journey(ground, "heidi");
        Journey second = journey(ground, "ivan").browser(first.browser());
        Exchange firstLeft = first.leave();
        Exchange secondLeft = second.leave();

        String secondCode = second.codeOf(second.browser().get(second.callback(secondLeft, Decision.APPROVE)));
        String firstCode = first.codeOf(first.browser().get(first.callback(firstLeft, Decision.APPROVE)));

        ground.confirm(App.A, secondCode, "ivan").is(201);
        ground.confirm(App.A, firstCode, "heidi").is(201);
    }

    private static Item callback(String id, String query) {
        return item(id, "a callback with " + (query.isEmpty() ? "nothing" : query), ground -> {
            Journey journey = journey(ground, "erin");
            String state = Journey.parameter(journey.leave().location().orElseThrow(), "state")
                    .orElseThrow();
            ground.witness.unlogged(state);
            String callback = ground.uri() + "/callback/wiki?" + query;

            assertLeadsNowhere(journey.browser().get(URI.create(callback.replace("STATE", state))), 400);
            visit(ground, URI.create(callback.replace("STATE", "x"))).isPage(400);
        });
    }
}
