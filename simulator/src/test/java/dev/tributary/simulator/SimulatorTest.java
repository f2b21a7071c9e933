package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.simulator.control.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorTest {

    @Test
    void the_default_client_and_users_are_there() {
        try (ConfluenceSimulator confluence = ConfluenceSimulator.dataCenter().start()) {
            assertThat(confluence.baseUrl()).hasToString("http://localhost:" + confluence.port());
            assertThat(confluence.clients().find("tributary").orElseThrow().redirectUris())
                    .containsExactly("http://localhost:8080/callback");
            assertThat(confluence.users().all()).extracting("name").containsExactly("alice", "bob", "admin");
            assertThat(confluence.edition()).isEqualTo(Edition.DATA_CENTER);
        }
    }

    @Test
    void users_can_be_added_and_log_in_with_their_names() {
        try (ConfluenceSimulator confluence = ConfluenceSimulator.dataCenter()
                .users(List.of("carol", "dave-2"))
                .start()) {
            assertThat(confluence.users().all()).extracting("name").contains("alice", "carol", "dave-2");
            assertThat(confluence.users().all()).extracting("key").doesNotHaveDuplicates();
            assertThat(confluence.users().authenticate("carol", "carol")).isPresent();
            assertThat(confluence.users().authenticate("carol", "dave-2")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Carol", "carol ", "c\u00e4rol", "a:b"})
    void a_user_that_could_not_log_in_is_refused(String name) {
        ConfluenceSimulator.Builder builder = ConfluenceSimulator.dataCenter();
        assertThatThrownBy(() -> builder.users(List.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a-z, 0-9");
    }

    @Test
    void a_taken_port_is_named_in_the_failure() {
        try (ConfluenceSimulator first = ConfluenceSimulator.dataCenter().start()) {
            ConfluenceSimulator.Builder second =
                    ConfluenceSimulator.dataCenter().port(first.port());
            assertThatThrownBy(second::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(String.valueOf(first.port()));
        }
    }

    @Test
    void nothing_answers_after_close() {
        ConfluenceSimulator confluence = ConfluenceSimulator.dataCenter().start();
        URI base = confluence.baseUrl();
        confluence.close();
        HttpRequest request = HttpRequest.newBuilder(base).build();
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.discarding()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void five_hundred_callers_are_delayed_side_by_side_and_not_one_after_the_other() throws Exception {
        try (ConfluenceSimulator confluence = ConfluenceSimulator.dataCenter().start()) {
            confluence.faults().add(Fault.delay(Duration.ofSeconds(2)).times(500));
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            HttpRequest request = HttpRequest.newBuilder(URI.create(confluence.baseUrl() + "/login.action"))
                    .build();
            List<CompletableFuture<HttpResponse<Void>>> calls = IntStream.range(0, 500)
                    .mapToObj(unused -> client.sendAsync(request, BodyHandlers.discarding()))
                    .toList();
            for (CompletableFuture<HttpResponse<Void>> call : calls) {
                assertThat(call.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        }
    }
}
