package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Item.item;
import static dev.tributary.gateway.attack.Item.reaching;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.browser.SimulatedBrowser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Group E, second part: what an app asks for, and whom it names in the end. */
final class WishItems {

    private WishItems() {}

    static Stream<Item> all() {
        return Stream.concat(
                Stream.of(
                        reaching("D-E8", "mallory's link in bob's browser", WishItems::mallorysLink),
                        reaching("D-E9", "a code of another app", WishItems::foreignCode)),
                Stream.concat(returns(), missing()));
    }

    private static void mallorysLink(Ground ground) {
        Journey journey = new Journey(ground, App.A, "mallory").browser(new SimulatedBrowser("bob", "bob"));
        long before = ground.liveGrants();
        String code = journey.approve();
        assertThat(ground.liveGrants()).isEqualTo(before + 1);

        Answer answer = ground.confirm(App.A, code, "bob").isProblem(403);

        assertThat(answer.text("/type")).endsWith("/user-mismatch");
        assertThat(ground.liveGrants()).isEqualTo(before);
        ground.confirm(App.A, code, "mallory").isProblem(404, 410);
        assertThat(connections(ground, "mallory")).isZero();
        assertThat(connections(ground, "bob")).isEqualTo(1);
        assertThat(ground.api(App.A, "GET", "/v1/connections/" + ground.bobsOfA, null)
                        .text("/status"))
                .isEqualTo("ACTIVE");
    }

    private static int connections(Ground ground, String user) {
        return ground.api(App.A, "GET", "/v1/connections?user=" + user, null)
                .is(200)
                .json()
                .path("connections")
                .size();
    }

    private static void foreignCode(Ground ground) {
        String code = FlowItems.journey(ground, "grace").approve();

        Answer foreign = ground.confirm(App.B, code, "grace").isProblem(404, 410);

        assertThat(ground.confirm(App.B, "x".repeat(43), "grace").body()).isEqualTo(foreign.body());
        ground.confirm(App.A, code, "grace").is(201);
    }

    private static Stream<Item> returns() {
        String back = Ground.RETURN;
        return Stream.of(
                        "https://evil.example/back",
                        back + "/",
                        back.replace("localhost", "LOCALHOST"),
                        back.replace("localhost:8082", "localhost:8082.evil.example"),
                        back.replace("localhost", "localhost.evil.example"),
                        back.replace("localhost:8082", "localhost:8082@evil"),
                        back.replace("http://", "http://user@"),
                        back + "%2f..",
                        back + "/../back",
                        back + "#x",
                        back + "?",
                        back + "?connection_code=x",
                        back + "?state=x",
                        back.replace(":8082", ":80820"),
                        back.replace(":8082", ""),
                        back.replace("http:", "https:"),
                        back.replace("http:", "HTTP:"),
                        back.replace("//", "/\\"),
                        " " + back,
                        back + " ",
                        back + "\n",
                        back + "\u0000",
                        back.replace("back", "b%61ck"),
                        back.replace("o", "\u043e"),
                        "javascript:alert(1)",
                        "data:text/html,x",
                        "//evil",
                        "/back",
                        "")
                .map(WishItems::unregistered);
    }

    private static Item unregistered(String returnTo) {
        String shown = returnTo.replaceAll("[^!-~]", "?");
        return item("D-E10", "to return to " + shown, ground -> {
            Map<String, String> wish = new HashMap<>(Journey.wish("erin"));
            wish.put("returnTo", returnTo);

            assertThat(ground.api(App.A, "POST", "/v1/connect-links", wish)
                            .isProblem(400)
                            .body())
                    .doesNotContain("/connect/");
        });
    }

    private static Stream<Item> missing() {
        return List.of("returnTo", "state", "user", "site").stream()
                .map(member -> item("D-E12", "a link without " + member, ground -> {
                    Map<String, String> wish = new HashMap<>(Journey.wish("erin"));
                    wish.remove(member);

                    ground.api(App.A, "POST", "/v1/connect-links", wish).isProblem(400);
                }));
    }
}
