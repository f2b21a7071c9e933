package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Item.item;
import static dev.tributary.gateway.attack.Item.reaching;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.browser.Exchange;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;

/** What a browser may be made to do, beyond the list. */
final class OwnBrowserItems {

    private OwnBrowserItems() {}

    static Stream<Item> all() {
        return Stream.of(
                reaching("browser", "a callback with two cookies of that name", OwnBrowserItems::tossed),
                reaching("browser", "a cookie under the name that https has", OwnBrowserItems::prefixed),
                reaching("browser", "a callback by another method", OwnBrowserItems::otherMethods),
                reaching("browser", "a callback at another site", OwnBrowserItems::mixedUp),
                item("browser", "a link's button pressed without its page", OwnBrowserItems::pressedBlindly),
                item("browser", "a link by another method", OwnBrowserItems::linkByMethod),
                item("browser", "a link that is pressed from elsewhere", OwnBrowserItems::crossSite),
                item("browser", "a cookie of ours as a credential", OwnBrowserItems::cookieAsKey),
                item("browser", "a hostile name on the page", OwnBrowserItems::hostileName));
    }

    private static String cookie(Exchange page) {
        return page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private static void tossed(Ground ground) {
        Journey journey = FlowItems.journey(ground, "erin");
        String cookie = cookie(journey.browser().get(journey.link()));
        URI callback = journey.callback();
        ground.begin();

        ground.send(ground.to(callback.toString()).header("Cookie", cookie + "; " + cookie.replaceAll("=.*", "=x")))
                .isPage(400);
        assertThat(ground.tokenRequests()).isEmpty();
    }

    private static void prefixed(Ground ground) {
        Journey journey = FlowItems.journey(ground, "erin");
        String cookie = cookie(journey.browser().get(journey.link()));
        URI callback = journey.callback();
        ground.begin();

        ground.send(ground.to(callback.toString()).header("Cookie", "__Host-" + cookie))
                .isPage(400);
        assertThat(ground.tokenRequests()).isEmpty();
    }

    private static void otherMethods(Ground ground) {
        Journey journey = FlowItems.journey(ground, "erin");
        URI callback = journey.callback();
        ground.begin();

        for (String method : List.of("POST", "PUT", "DELETE", "HEAD")) {
            Answer answer = ground.send(ground.to(callback.toString()).method(method, BodyPublishers.noBody()));
            assertThat(answer.status()).isBetween(200, 405);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
        assertThat(ground.tokenRequests()).isEmpty();
    }

    private static void mixedUp(Ground ground) {
        Journey journey = FlowItems.journey(ground, "erin");
        String callback = journey.callback().toString();
        ground.begin();

        Exchange page = journey.browser().get(URI.create(callback.replace("/callback/wiki?", "/callback/wiki2?")));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.location()).isEmpty();
        assertThat(journey.browser().get(URI.create(callback)).status()).isEqualTo(400);
        ground.assertNothingReachedConfluence();
    }

    private static void pressedBlindly(Ground ground) {
        Journey journey = FlowItems.journey(ground, "erin");
        String form = "token=" + "x".repeat(43);

        press(ground, journey, form, "same-origin").isPage(403);
        assertThat(journey.leave().status()).isEqualTo(303);
    }

    private static Answer press(Ground ground, Journey journey, String form, String site) {
        return ground.send(ground.to(journey.link().toString())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", site)
                .POST(BodyPublishers.ofString(form)));
    }

    private static void linkByMethod(Ground ground) {
        Journey journey = FlowItems.journey(ground, "erin");
        for (String method : List.of("PUT", "DELETE", "PATCH")) {
            ground.send(ground.to(journey.link().toString()).method(method, BodyPublishers.noBody()))
                    .is(405);
        }
        assertThat(journey.leave().status()).isEqualTo(303);
    }

    private static void crossSite(Ground ground) {
        Journey journey = FlowItems.journey(ground, "erin");
        Exchange page = journey.browser().get(journey.link());
        String token = page.page().replaceAll("(?s).*name=\"([^\"]+)\"\\s+value=\"([^\"]+)\".*", "$1=$2");
        assertThat(token).matches("[\\w-]+=[\\w-]+");

        for (String site : List.of("cross-site", "same-site")) {
            Answer answer = ground.send(ground.to(journey.link().toString())
                    .header("Cookie", cookie(page))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Sec-Fetch-Site", site)
                    .POST(BodyPublishers.ofString(token)));
            answer.isPage(403);
        }
        assertThat(journey.leave().status()).isEqualTo(303);
    }

    private static void cookieAsKey(Ground ground) {
        Journey journey = FlowItems.journey(ground, "erin");
        String cookie = cookie(journey.browser().get(journey.link()));
        String value = cookie.substring(cookie.indexOf('=') + 1);

        ground.send(ground.to("/v1/connections").header("Cookie", cookie)).isProblem(401);
        ground.send(ground.to("/v1/connections").header("Authorization", "Bearer " + value))
                .isProblem(401);
        ground.send(ground.to(Ground.CURRENT).header("Cookie", cookie).header("Tributary-User", "erin"))
                .isProblem(401);
    }

    private static void hostileName(Ground ground) {
        Journey journey = new Journey(ground, App.A, "<img src=x onerror=alert(1)>\"'`{{7*7}}${7*7}");

        Answer page = FlowItems.visit(ground, journey.link()).isPage(200);

        assertThat(page.body()).doesNotContain("<img", "{{49}}", "$49").contains("&lt;img", "{{7*7}}");
    }
}
