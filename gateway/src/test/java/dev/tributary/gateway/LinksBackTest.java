package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A client that knows the gateway's address alone reads whole lists, in whichever way it joins links. */
class LinksBackTest {

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; *rel=\"next\"");

    @TempDir
    Path directory;

    /** How a client gets from one batch to the next. */
    private record Joining(String name, Function<HttpResponse<String>, Optional<String>> next) {}

    @Test
    void a_data_centers_lists() {
        try (ConfluenceSimulator confluence = ConfluenceSimulator.dataCenter()
                        .contextPath("/confluence")
                        .start();
                GatewayWorld world = new GatewayWorld(confluence, directory)) {
            world.connect("alice");
            String here = world.uri("/sites/wiki").toString();
            for (String list : List.of(
                    "/rest/api/content?type=page&limit=2",
                    "/rest/api/content/search?cql=type%20%3D%20page%20and%20space%20%3D%20%22DEMO%22&limit=2",
                    "/rest/api/space?limit=1")) {
                for (Joining joining : List.of(
                        new Joining("base and next", LinksBackTest::baseAndNext),
                        new Joining(
                                "one's own base URL and next",
                                answer -> next(answer).map(here::concat)),
                        new Joining(
                                "self and the rest by hand",
                                answer -> next(answer)
                                        .map(next -> self(answer).split("\\?", 2)[0]
                                                + next.substring(next.indexOf('?')))))) {
                    List<String> walked = walk(
                            joining,
                            here + list,
                            "results",
                            target -> world.send(HttpRequest.newBuilder(URI.create(target))
                                    .header("Authorization", "Bearer " + GatewayWorld.key("portal"))
                                    .header("Tributary-User", "alice")));
                    assertThat(walked).as(joining.name() + " " + list).hasSizeGreaterThan(1);
                    assertThat(walked).doesNotHaveDuplicates();
                }
            }
            assertThat(confluence.requests().of("GET", "/rest/api/"))
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request.user()).isEqualTo("alice"));
        }
    }

    @Test
    void clouds_lists() {
        try (ConfluenceSimulator confluence = ConfluenceSimulator.cloud().start();
                CloudWorld world = new CloudWorld(
                        confluence,
                        directory,
                        "read:me, read:page:confluence, read:space:confluence, search:confluence")) {
            world.connect("bob");
            String host = world.uri("").toString();
            String here = world.uri("/sites/cloud").toString();
            Function<String, HttpResponse<String>> get = target ->
                    world.send(HttpRequest.newBuilder(URI.create(target)).header("Tributary-User", "bob"));
            for (Joining joining : List.of(
                    new Joining("host and next", answer -> next(answer).map(host::concat)),
                    new Joining("base and next", LinksBackTest::baseAndNext),
                    new Joining(
                            "resolved",
                            answer -> next(answer)
                                    .map(next -> answer.uri().resolve(next).toString())),
                    new Joining(
                            "one's own base URL and next",
                            answer -> next(answer).map(here::concat)),
                    new Joining(
                            "the cursor alone",
                            answer -> next(answer)
                                    .map(next -> here + "/wiki/api/v2/pages?limit=2&cursor="
                                            + next.replaceAll(".*[?&]cursor=([^&]*).*", "$1"))),
                    new Joining(
                            "the header Link",
                            answer -> answer.headers()
                                    .firstValue("Link")
                                    .map(NEXT::matcher)
                                    .filter(Matcher::find)
                                    .map(found ->
                                            answer.uri().resolve(found.group(1)).toString())))) {
                List<String> walked = walk(joining, here + "/wiki/api/v2/pages?limit=2", "results", get);
                assertThat(walked).as(joining.name()).hasSizeGreaterThan(2).doesNotHaveDuplicates();
            }
            String search = here + "/wiki/rest/api/search?cql=type%20%3D%20page&limit=2";
            for (Joining joining : List.of(
                    new Joining("base and next", LinksBackTest::baseAndNext),
                    new Joining(
                            "one's own base URL and next",
                            answer -> next(answer).map((here + "/wiki")::concat)))) {
                assertThat(walk(joining, search, "results", get))
                        .as(joining.name())
                        .hasSizeGreaterThan(2);
            }
            assertThat(confluence.requests().of("GET", "/ex/confluence/" + CloudWorld.RIVERS))
                    .allSatisfy(request -> assertThat(request.user()).isEqualTo("bob"));
        }
    }

    @Test
    void what_is_no_list_passes_as_it_came() {
        try (ConfluenceSimulator confluence = ConfluenceSimulator.dataCenter().start();
                GatewayWorld world = new GatewayWorld(confluence, directory)) {
            world.connect("alice");
            JsonNode list = GatewayWorld.json(world.call("portal", "alice", "/rest/api/content?limit=1"));
            String page = list.path("results").path(0).path("id").asString();

            HttpResponse<String> answer = world.call("portal", "alice", "/rest/api/content/" + page);
            JsonNode links = GatewayWorld.json(answer).path("_links");
            assertThat(links.path("base").asString())
                    .isEqualTo(confluence.baseUrl().toString());
            assertThat(list.path("_links").path("base").asString())
                    .isEqualTo(world.uri("/sites/wiki").toString());
            assertThat(list.path("_links").path("context").asString()).isEqualTo("/sites/wiki");
        }
    }

    /** Returns the entries of all batches. */
    private static List<String> walk(
            Joining joining, String first, String member, Function<String, HttpResponse<String>> get) {
        List<String> entries = new ArrayList<>();
        Optional<String> target = Optional.of(first);
        int batches = 0;
        while (target.isPresent()) {
            HttpResponse<String> answer = get.apply(target.get());
            assertThat(answer.statusCode())
                    .as(joining.name() + ": " + target.get() + " " + answer.body())
                    .isEqualTo(200);
            GatewayWorld.json(answer)
                    .path(member)
                    .valueStream()
                    .map(JsonNode::toString)
                    .forEach(entries::add);
            target = joining.next().apply(answer);
            batches++;
            assertThat(batches).as(joining.name()).isLessThan(100);
        }
        assertThat(batches).as(joining.name()).isGreaterThan(1);
        return entries;
    }

    private static Optional<String> baseAndNext(HttpResponse<String> answer) {
        String base = GatewayWorld.json(answer).path("_links").path("base").asString();
        return next(answer).map(base::concat);
    }

    private static Optional<String> next(HttpResponse<String> answer) {
        return GatewayWorld.json(answer).path("_links").path("next").asStringOpt();
    }

    private static String self(HttpResponse<String> answer) {
        return GatewayWorld.json(answer).path("_links").path("self").asString();
    }
}
