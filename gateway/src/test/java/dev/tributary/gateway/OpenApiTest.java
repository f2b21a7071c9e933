package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.Tributary;
import dev.tributary.gateway.audit.Lines;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.console.Figures;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.identity.Apps;
import dev.tributary.gateway.measure.Meters;
import dev.tributary.gateway.measure.SiteGauges;
import dev.tributary.gateway.proxy.CallMonitor;
import dev.tributary.gateway.webhook.Outbox;
import dev.tributary.gateway.webhook.OutboxRecorder;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.jdbc.Jdbc;
import dev.tributary.store.jdbc.SqliteFile;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class OpenApiTest {

    private static final Set<String> METHODS =
            Set.of("get", "head", "post", "put", "patch", "delete", "options", "trace");
    private static final String CALLS = "/sites/";

    @StartConfluence
    static ConfluenceSimulator confluence;

    @TempDir
    static Path directory;

    static GatewayWorld world;
    static JsonNode document;

    @BeforeAll
    static void start() {
        world = new GatewayWorld(confluence, directory);
        document = GatewayWorld.json(world.send(HttpRequest.newBuilder(world.uri("/openapi.json"))));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Tag("C37")
    @Test
    void every_operation_that_is_described_answers_as_described() {
        for (String described : described()) {
            String[] operation = described.split(" ", 2);
            String target = operation[1]
                    .replace("{site}", "wiki")
                    .replace("{path}", "rest/api/space")
                    .replace("{name}", "pico.css")
                    .replaceAll("\\{[a-z]+}", "x");
            HttpResponse<String> answer = world.send(HttpRequest.newBuilder(world.uri(target))
                    .method(operation[0], HttpRequest.BodyPublishers.noBody()));

            JsonNode answers = document.path("paths")
                    .path(operation[1])
                    .path(operation[0].toLowerCase(Locale.ROOT))
                    .path("responses");
            assertThat(answers.propertyNames()).as(described).contains(String.valueOf(answer.statusCode()));
            assertThat(answer.body()).as(described).doesNotContain("There is nothing here");
        }
    }

    @Test
    void every_operation_that_there_is_is_described_and_no_other() {
        Set<String> own = new TreeSet<>(described());
        own.removeIf(operation -> operation.contains(CALLS));

        assertThat(operations()).isEqualTo(own);
    }

    @Test
    void calls_are_described_with_every_method_that_may_be_called() {
        assertThat(described())
                .filteredOn(operation -> operation.contains(CALLS))
                .extracting(operation -> operation.split(" ", 2)[0])
                .containsExactlyInAnyOrder("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> references = document.findValuesAsString("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private static Set<String> described() {
        Set<String> all = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> all.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return all;
    }

    private static Set<String> operations() {
        GatewayConfig config = world.config();
        Parts parts = new Parts();
        try {
            Tributary tributary = parts.add(Tributary.builder()
                    .sites(config.sites().stream()
                            .map(site -> site.at(config.publicUrl()))
                            .toList())
                    .build());
            Loops loops = Loops.start(parts);
            Meters meters = parts.add(new Meters());
            Apps apps = new Apps(
                    config,
                    issuer -> tributary.services().transport(),
                    new Lines().audit(),
                    tributary.services().clock());
            Outbox outbox = new Outbox(Jdbc.on(SqliteFile.open(directory.resolve("none.db")), Clock.systemUTC()));
            Outfit outfit = new Outfit(
                    config.publicUrl(),
                    loops,
                    new Entrance(config.publicUrl()),
                    tributary,
                    new Records(
                            new MemoryStore(),
                            new Lines().audit(),
                            query -> List.of(),
                            outbox,
                            new OutboxRecorder(outbox, List.of(), List.of()),
                            List.of(),
                            List::of),
                    new Routes(loops.vertx(), config.publicUrl(), new SiteGauges(meters.registry())),
                    new Figures(Clock.systemUTC()),
                    CallMonitor.Watcher.NOBODY,
                    meters,
                    () -> false);
            Set<String> all = new TreeSet<>();
            List<Operation> there = new Interior(config, outfit, apps).operations();
            there.forEach(operation -> all.add(operation.method() + " " + operation.path()));
            return all;
        } finally {
            parts.close();
        }
    }
}
