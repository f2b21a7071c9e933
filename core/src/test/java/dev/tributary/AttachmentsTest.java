package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.confluence.Confluence;
import dev.tributary.confluence.Content;
import dev.tributary.confluence.Download;
import dev.tributary.confluence.NewPage;
import dev.tributary.confluence.Upload;
import dev.tributary.http.Body;
import dev.tributary.http.Payload;
import dev.tributary.model.CallRefused;
import dev.tributary.model.Unavailable;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.RecordedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Attachments up and down, at both editions. */
@SuppressWarnings("NullAway.Init")
class AttachmentsTest {

    private static final List<String> SCOPES = List.of(
            "read:me",
            "read:page:confluence",
            "write:page:confluence",
            "read:space:confluence",
            "read:attachment:confluence",
            "readonly:content.attachment:confluence",
            "write:confluence-file");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path directory;

    private ConfluenceSimulator simulator;
    private AutoCloseable desk;
    private Confluence confluence;
    private Content page;

    private void open(Edition edition) {
        if (edition == Edition.CLOUD) {
            simulator = ConfluenceSimulator.cloud().start();
            CloudDesk cloud = new CloudDesk(simulator, SCOPES);
            desk = cloud;
            confluence = cloud.tributary.confluence(cloud.connect("bob", CloudDesk.RIVERS));
        } else {
            simulator =
                    ConfluenceSimulator.dataCenter().contextPath("/confluence").start();
            Desk dataCenter = new Desk(simulator);
            desk = dataCenter;
            confluence = dataCenter.tributary.confluence(dataCenter.connect("bob"));
        }
        page = confluence.createPage(new NewPage("DEMO", "With files", "<p/>"));
        simulator.requests().clear();
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void a_file_goes_up_changes_and_comes_down_as_it_was(Edition edition) throws IOException {
        open(edition);
        Path file = Files.write(directory.resolve("data.bin"), new byte[] {0, 1, (byte) 0xFF, '\r', '\n', '-', '-'});
        Content attached = confluence.attach(
                page.id(), new Upload("100% Überblick \"2\".bin", "application/octet-stream", Payload.file(file)));
        assertThat(read(attached)).isEqualTo(Files.readAllBytes(file));

        Content changed = confluence.updateAttachment(
                attached, new Upload("100% Überblick \"2\".bin", "application/octet-stream", once("second")));
        assertThat(changed.version()).isEqualTo(2);
        Content listed = confluence.attachments(page.id()).findFirst().orElseThrow();
        assertThat(listed.id()).isEqualTo(attached.id());
        assertThat(new String(read(listed), StandardCharsets.UTF_8)).isEqualTo("second");
        assertThat(uploads()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void type_and_length_are_said_before_the_bytes(Edition edition) {
        open(edition);
        Content attached = confluence.attach(page.id(), new Upload("a.txt", "text/plain", Body.of("seven b")));

        try (Download download = confluence.download(attached)) {
            assertThat(download.contentType()).isEqualTo("text/plain");
            assertThat(download.length()).hasValue(7);
        }
    }

    @Test
    void where_cloud_keeps_files_elsewhere_no_token_goes_along() throws IOException {
        open(Edition.CLOUD);
        Content attached = confluence.attach(page.id(), new Upload("a.txt", "text/plain", Body.of("bytes")));

        assertThat(read(attached)).asString(StandardCharsets.UTF_8).isEqualTo("bytes");

        assertThat(simulator.requests().of("GET", "/media/")).singleElement().satisfies(request -> {
            assertThat(request.headers()).doesNotContainKey("Authorization").doesNotContainKey("Cookie");
            assertThat(request.status()).isEqualTo(200);
        });
    }

    @Test
    void cloud_may_also_answer_with_the_bytes() throws IOException {
        open(Edition.CLOUD);
        simulator.switches().set("download-answer", "bytes");
        Content attached = confluence.attach(page.id(), new Upload("a.txt", "text/plain", Body.of("bytes")));

        assertThat(read(attached)).asString(StandardCharsets.UTF_8).isEqualTo("bytes");
        assertThat(simulator.requests().of("GET", "/media/")).isEmpty();
    }

    @Test
    void a_media_host_that_refuses_is_no_file() {
        open(Edition.CLOUD);
        Content attached = confluence.attach(page.id(), new Upload("a.txt", "text/plain", Body.of("bytes")));
        simulator
                .faults()
                .add(Fault.of(Fault.Action.STATUS).on("GET", "/media/").status(403));

        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> confluence.download(attached))
                .withMessageContaining("status 403 instead of the file");
    }

    @Test
    void a_link_in_an_answer_leads_to_attachments_of_the_site_only() {
        open(Edition.DATA_CENTER);
        Content attached = confluence.attach(page.id(), new Upload("a.txt", "text/plain", Body.of("bytes")));
        Content elsewhere = moved(attached, "/download/attachments/" + page.id() + "/b.txt");

        assertThatExceptionOfType(CallRefused.class)
                .isThrownBy(() -> confluence.download(elsewhere))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(404));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> confluence.download(moved(attached, "/rest/api/user/current")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> confluence.download(moved(attached, "/download/../rest/api/user/current")));
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void what_is_no_attachment_is_neither_fetched_nor_changed(Edition edition) {
        open(edition);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> confluence.download(page))
                .withMessageContaining("no attachment");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> confluence.updateAttachment(page, new Upload("a.txt", "text/plain", Body.of("bytes"))));
        assertThat(simulator.requests().all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void a_refused_token_lets_a_file_be_sent_again(Edition edition) throws IOException {
        open(edition);
        refuseTheNextToken();
        Path file = Files.writeString(directory.resolve("data.txt"), "the bytes");

        Content attached = confluence.attach(page.id(), new Upload("a.txt", "text/plain", Payload.file(file)));

        assertThat(uploads().stream().map(RecordedRequest::status)).containsExactly(401, 200);
        assertThat(read(attached)).asString(StandardCharsets.UTF_8).isEqualTo("the bytes");
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void a_refused_token_asks_for_a_stream_anew_and_the_next_try_succeeds(Edition edition) throws IOException {
        open(edition);
        refuseTheNextToken();

        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> confluence.attach(page.id(), new Upload("a.txt", "text/plain", once("the bytes"))))
                .withMessageContaining("can be read only once");
        assertThat(uploads().stream().map(RecordedRequest::status)).containsExactly(401);

        Content attached = confluence.attach(page.id(), new Upload("a.txt", "text/plain", once("the bytes")));
        assertThat(read(attached)).asString(StandardCharsets.UTF_8).isEqualTo("the bytes");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Action.class,
            names = {"DROP_AFTER", "DROP_BEFORE", "STATUS"})
    void an_upload_whose_answer_is_lost_is_never_sent_twice(Fault.Action action) throws IOException {
        open(Edition.DATA_CENTER);
        simulator.faults().add(Fault.of(action).on("POST", "/rest/api/content/"));
        Path file = Files.writeString(directory.resolve("data.txt"), "the bytes");

        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> confluence.attach(page.id(), new Upload("a.txt", "text/plain", Payload.file(file))))
                .withMessageContaining("The write may have happened");
        assertThat(uploads()).hasSize(1);
    }

    @Test
    void a_download_goes_on_with_a_newer_token() throws IOException {
        open(Edition.DATA_CENTER);
        Content attached = confluence.attach(page.id(), new Upload("a.txt", "text/plain", Body.of("bytes")));
        refuseTheNextToken();

        assertThat(read(attached)).asString(StandardCharsets.UTF_8).isEqualTo("bytes");
        assertThat(simulator.requests().of("GET", "/download/")).hasSize(2);
    }

    private void refuseTheNextToken() {
        simulator.faults().add(Fault.of(Fault.Action.STATUS).status(401));
    }

    private List<RecordedRequest> uploads() {
        return simulator
                .requests()
                .matching(request ->
                        request.method().equals("POST") && request.path().contains("/child/attachment"));
    }

    private byte[] read(Content attachment) throws IOException {
        try (Download download = confluence.download(attachment)) {
            return download.stream().readAllBytes();
        }
    }

    private static Content moved(Content attachment, String link) {
        ObjectNode raw = JSON.createObjectNode();
        raw.putObject("_links").put("download", link);
        return new Content(
                attachment.id(), attachment.type(), attachment.title(), null, 1, null, attachment.link(), raw);
    }

    private static Payload once(String text) {
        return Payload.once(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
