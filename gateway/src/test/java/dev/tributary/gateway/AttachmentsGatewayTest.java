package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.RecordedRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Files through the gateway: what passes, where Cloud's are, and that none is ever sent twice. */
class AttachmentsGatewayTest {

    private static final int LARGE = 300_000;
    private static final int SMALL = 3_000;

    /** What a gateway that takes every JSON text for a list would change. */
    private static final String LIKE_A_LIST = "{\"results\":[],\"_links\":{\"base\":\"mine\",\"next\":\"mine\"}}";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void a_file_goes_up_and_comes_down_by_the_links_of_a_list(int size) {
        try (ConfluenceSimulator confluence = ConfluenceSimulator.dataCenter()
                        .contextPath("/confluence")
                        .start();
                GatewayWorld world = new GatewayWorld(confluence, directory)) {
            String attachments = attachments(world);
            String bytes = "x".repeat(size);

            assertThat(upload(world, attachments, "text/plain", bytes).statusCode())
                    .isEqualTo(200);

            JsonNode list = GatewayWorld.json(world.call("portal", "alice", attachments));
            String base = list.path("_links").path("base").asString();
            String link = newest(list).path("_links").path("download").asString();
            HttpResponse<String> download = world.send(asAlice(URI.create(base + link)));
            assertThat(download.statusCode()).isEqualTo(200);
            assertThat(download.body()).isEqualTo(bytes);
            assertThat(download.headers().firstValue("Content-Length")).hasValue(String.valueOf(size));
        }
    }

    @Test
    void a_file_that_looks_like_a_list_stays_as_it_is() {
        try (ConfluenceSimulator confluence = ConfluenceSimulator.dataCenter().start();
                GatewayWorld world = new GatewayWorld(confluence, directory)) {
            String attachments = attachments(world);
            upload(world, attachments, "application/json", LIKE_A_LIST);

            JsonNode list = GatewayWorld.json(world.call("portal", "alice", attachments));
            String link = newest(list).path("_links").path("download").asString();
            assertThat(world.call("portal", "alice", link).body()).isEqualTo(LIKE_A_LIST);
        }
    }

    @Test
    void a_large_file_whose_token_was_refused_is_asked_for_again_and_a_small_one_is_sent_again() {
        try (ConfluenceSimulator confluence = ConfluenceSimulator.dataCenter().start();
                GatewayWorld world = new GatewayWorld(confluence, directory)) {
            String attachments = attachments(world);
            confluence.faults().add(Fault.of(Fault.Action.STATUS).status(401).on("POST", attachments));

            HttpResponse<String> refused = upload(world, attachments, "text/plain", "x".repeat(LARGE));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(GatewayWorld.json(refused).path("detail").asString()).contains("did nothing", "Send it again");
            assertThat(statuses(confluence, attachments)).containsExactly(401);
            assertThat(upload(world, attachments, "text/plain", "x".repeat(LARGE))
                            .statusCode())
                    .isEqualTo(200);

            confluence.requests().clear();
            confluence.faults().add(Fault.of(Fault.Action.STATUS).status(401).on("POST", attachments));
            assertThat(upload(world, attachments, "text/plain", "other".repeat(10))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(statuses(confluence, attachments)).hasSize(2).startsWith(401);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Action.class,
            names = {"DROP_BEFORE", "DROP_AFTER"})
    void a_file_whose_answer_is_lost_is_never_sent_twice(Fault.Action lost) {
        try (ConfluenceSimulator confluence = ConfluenceSimulator.dataCenter().start();
                GatewayWorld world = new GatewayWorld(confluence, directory)) {
            String attachments = attachments(world);
            for (int size : List.of(SMALL, LARGE)) {
                confluence.requests().clear();
                confluence.faults().add(Fault.of(lost).on("POST", attachments));

                HttpResponse<String> answer = upload(world, attachments, "text/plain", "x".repeat(size));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
                assertThat(GatewayWorld.json(answer).path("outcome").asString()).isEqualTo("unknown");
                assertThat(statuses(confluence, attachments)).containsExactly(0);
            }
        }
    }

    @Test
    void cloud_sends_the_caller_to_where_the_file_is_and_no_credentials_go_along() throws Exception {
        inCloud((confluence, world, download) -> {
            HttpResponse<String> redirect = world.call("bob", download);

            assertThat(redirect.statusCode()).isEqualTo(302);
            URI there = URI.create(redirect.headers().firstValue("Location").orElseThrow());
            assertThat(there.toString())
                    .startsWith(confluence.baseUrl() + "/media/")
                    .doesNotContain("/sites/");
            assertThat(redirect.headers().firstValue("Cache-Control").orElse(""))
                    .contains("private");
            HttpResponse<String> file = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(there).build(), BodyHandlers.ofString());
            assertThat(file.body()).isEqualTo(LIKE_A_LIST);
            assertThat(confluence.requests().of("GET", "/media/")).hasSize(1);
        });
    }

    @Test
    void a_file_that_cloud_sends_at_once_stays_as_it_is() throws Exception {
        inCloud((confluence, world, download) -> {
            confluence.switches().set("download-answer", "bytes");

            assertThat(world.call("bob", download).body()).isEqualTo(LIKE_A_LIST);
        });
    }

    @FunctionalInterface
    private interface CloudCase {
        void run(ConfluenceSimulator confluence, CloudWorld world, String download) throws Exception;
    }

    private void inCloud(CloudCase test) throws Exception {
        String scopes = "read:me, read:page:confluence, read:attachment:confluence, write:confluence-file,"
                + " readonly:content.attachment:confluence";
        try (ConfluenceSimulator confluence = ConfluenceSimulator.cloud().start();
                CloudWorld world = new CloudWorld(confluence, directory, scopes)) {
            world.connect("bob");
            String page = CloudWorld.json(world.call("bob", "/wiki/api/v2/pages?limit=1"))
                    .path("results")
                    .path(0)
                    .path("id")
                    .asString();
            String attachments = "/wiki/rest/api/content/" + page + "/child/attachment";
            HttpResponse<String> attached = world.send(HttpRequest.newBuilder(world.uri("/sites/cloud" + attachments))
                    .header("Tributary-User", "bob")
                    .header("X-Atlassian-Token", "no-check")
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(BodyPublishers.ofString(form("application/json", LIKE_A_LIST))));
            assertThat(attached.statusCode()).as(attached.body()).isEqualTo(200);
            String id =
                    CloudWorld.json(attached).path("results").path(0).path("id").asString();
            test.run(confluence, world, attachments + "/" + id + "/download");
        }
    }

    /** Connects alice, and returns where the attachments of a page are. */
    private static String attachments(GatewayWorld world) {
        world.connect("alice");
        JsonNode pages = GatewayWorld.json(world.call("portal", "alice", "/rest/api/content?spaceKey=TEAM&limit=1"));
        String page = pages.path("results").path(0).path("id").asString();
        return "/rest/api/content/" + page + "/child/attachment";
    }

    private static HttpResponse<String> upload(GatewayWorld world, String target, String type, String content) {
        return world.send(asAlice(world.uri("/sites/wiki" + target))
                .header("X-Atlassian-Token", "no-check")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(form(type, content))));
    }

    private static String form(String type, String content) {
        return "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f-" + content.length()
                + ".bin\"\r\nContent-Type: " + type + "\r\n\r\n" + content + "\r\n--b--\r\n";
    }

    private static HttpRequest.Builder asAlice(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + GatewayWorld.key("portal"))
                .header("Tributary-User", "alice");
    }

    private static JsonNode newest(JsonNode list) {
        return list.path("results").valueStream().reduce((one, other) -> other).orElseThrow();
    }

    private static List<Integer> statuses(ConfluenceSimulator confluence, String target) {
        return confluence.requests().of("POST", target).stream()
                .map(RecordedRequest::status)
                .toList();
    }
}
