package dev.tributary.simulator.content.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.environment.Switch;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Behaviours 18 and 19 where files are concerned, and the shapes in which clients send them. */
class AttachmentRestTest {
    private final Confluence confluence = new Confluence();
    private final Call alice = confluence.as("alice");
    private final String page = "/rest/api/content/" + confluence.idOf("Glossary");
    private final String path = page + "/child/attachment";

    @AfterEach
    void stop() {
        confluence.close();
    }

    @Test
    void a_file_is_attached_listed_and_downloaded() {
        Answer added = upload(
                path,
                new MultipartBody()
                        .file("river map.txt", "east")
                        .field("comment", "by hand")
                        .whole());
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.at("/results/0/title")).isEqualTo("river map.txt");
        assertThat(added.at("/results/0/extensions/fileSize")).isEqualTo("4");
        assertThat(added.at("/results/0/metadata/mediaType")).isEqualTo("text/plain");
        assertThat(added.at("/results/0/extensions/comment")).isEqualTo("by hand");

        assertThat(alice.get(path + "?filename=river+map.txt").titles()).containsExactly("river map.txt");
        Answer file = alice.get(added.at("/results/0/_links/download"));
        assertThat(file.body()).isEqualTo("east");
        assertThat(file.header("Content-Type")).startsWith("text/plain");
        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename*=UTF-8''river%20map.txt");
        assertThat(alice.get(path + "/" + added.at("/results/0/id") + "/download")
                        .body())
                .isEqualTo("east");
    }

    @Test
    void bodies_come_chunked_and_parts_without_a_file_name() {
        assertThat(upload(path, new MultipartBody().file("a.txt", "chunks").chunked())
                        .at("/results/0/extensions/fileSize"))
                .isEqualTo("6");
        assertThat(upload(path, new MultipartBody().nameless("bare").whole()).at("/results/0/title"))
                .isEqualTo("file");
    }

    @Test
    void several_files_come_with_their_comments() {
        MultipartBody body = new MultipartBody()
                .file("1.txt", "one")
                .field("comment", "first")
                .file("2.txt", "two")
                .field("comment", "second");
        Answer added = upload(path, body.whole());
        assertThat(added.titles()).containsExactly("1.txt", "2.txt");
        assertThat(added.at("/results/1/extensions/comment")).isEqualTo("second");
    }

    @Test
    void behaviour_19_a_repeated_file_name_is_a_bad_request() {
        upload(path, new MultipartBody().file("map.txt", "east").whole());
        Answer again = upload(path, new MultipartBody().file("map.txt", "west").whole());
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.at("/message")).contains("same file name as an existing attachment: map.txt");
    }

    @Test
    void of_several_files_all_are_attached_or_none() {
        upload(path, new MultipartBody().file("map.txt", "east").whole());
        assertThat(upload(
                                path,
                                new MultipartBody()
                                        .file("new.txt", "1")
                                        .file("map.txt", "2")
                                        .whole())
                        .status())
                .isEqualTo(400);
        assertThat(alice.get(path).titles()).containsExactly("map.txt");
    }

    @Test
    void new_data_makes_a_new_version() {
        String id = upload(path, new MultipartBody().file("map.txt", "east").whole())
                .at("/results/0/id");
        Answer replaced = upload(
                path + "/" + id + "/data",
                new MultipartBody().file("map.txt", "west!").whole());
        assertThat(replaced.at("/version/number")).isEqualTo("2");
        assertThat(replaced.at("/extensions/fileSize")).isEqualTo("5");
        assertThat(alice.get(path + "/" + id + "/download").body()).isEqualTo("west!");
    }

    @Test
    void an_attachment_is_renamed_and_removed() {
        String id = upload(path, new MultipartBody().file("map.txt", "east").whole())
                .at("/results/0/id");
        Answer renamed = alice.put(path + "/" + id, "{\"title\":\"chart.txt\",\"version\":{\"number\":1}}");
        assertThat(renamed.at("/title")).isEqualTo("chart.txt");
        assertThat(alice.put(path + "/" + id, "{\"title\":\"x.txt\",\"version\":{\"number\":1}}")
                        .status())
                .isEqualTo(409);
        assertThat(alice.delete(path + "/" + id).status()).isEqualTo(204);
        assertThat(alice.get(path).titles()).isEmpty();
    }

    @Test
    void files_on_hidden_or_foreign_pages_are_not_found() {
        String id = upload(path, new MultipartBody().file("map.txt", "east").whole())
                .at("/results/0/id");
        String other = "/rest/api/content/" + confluence.idOf("Backlog") + "/child/attachment/";
        assertThat(alice.get(other + id + "/download").status()).isEqualTo(404);
        assertThat(confluence.as("").get(path + "/" + id + "/download").status())
                .isEqualTo(404);
        assertThat(upload(
                                confluence.as("bob"),
                                "/rest/api/content/" + confluence.idOf("Working Agreement") + "/child/attachment")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_body_that_is_no_upload_is_refused_with_the_reason() {
        Answer json = alice.send("POST", path, BodyPublishers.ofString("{}"), "Content-Type", "application/json");
        assertThat(json.status()).isEqualTo(400);
        assertThat(json.at("/message")).contains("multipart/form-data");
        assertThat(upload(path, new MultipartBody().field("comment", "no file").whole())
                        .at("/message"))
                .isEqualTo("At least one part named 'file' is required");
    }

    @Test
    void behaviour_18_an_upload_without_the_header_is_refused_as_xsrf() {
        BodyPublisher body = new MultipartBody().file("map.txt", "east").whole();
        Answer refused = alice.send("POST", path, body, "Content-Type", MultipartBody.CONTENT_TYPE);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("Content-Type")).startsWith("text/html");
        assertThat(refused.body()).contains("XSRF check failed");

        confluence.switches().set(Switch.XSRF_CHECK, "off");
        assertThat(alice.send("POST", path, body, "Content-Type", MultipartBody.CONTENT_TYPE)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void behaviour_18_a_post_from_a_browser_is_refused_as_xsrf() {
        String[] browser = {"User-Agent", "Mozilla/5.0", "Content-Type", "application/json"};
        Answer refused = alice.send("POST", page + "/label", BodyPublishers.ofString("[{\"name\":\"x\"}]"), browser);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("XSRF check failed");
        assertThat(alice.send("GET", page, BodyPublishers.noBody(), "User-Agent", "Mozilla/5.0")
                        .status())
                .isEqualTo(200);
    }

    private Answer upload(String to, BodyPublisher body) {
        return alice.send(
                "POST", to, body, "Content-Type", MultipartBody.CONTENT_TYPE, "X-Atlassian-Token", "no-check");
    }

    private static Answer upload(Call caller, String to) {
        BodyPublisher body = new MultipartBody().file("map.txt", "east").whole();
        return caller.send(
                "POST", to, body, "Content-Type", MultipartBody.CONTENT_TYPE, "X-Atlassian-Token", "no-check");
    }
}
