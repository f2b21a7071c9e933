package dev.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulateIT {

    @Test
    void says_where_it_serves_in_one_line_and_nothing_else() throws IOException, InterruptedException {
        try (TributaryProcess simulator = TributaryProcess.start(
                Map.of(), "simulate", "--edition", "datacenter", "--port", "0", "--context-path", "/confluence")) {
            URI baseUrl = simulator.ready();

            assertThat(baseUrl.getHost()).isEqualTo("localhost");
            assertThat(baseUrl.getPath()).isEqualTo("/confluence");
            assertThat(simulator.printed()).isEqualTo("ready " + baseUrl);
            assertThat(get(baseUrl + "/rest/applinks/1.0/manifest"))
                    .contains("<typeId>confluence</typeId>")
                    .contains("<url>" + baseUrl + "</url>");

            simulator.terminate();
            assertThat(simulator.exitCode()).as("the exit code after SIGTERM").isEqualTo(143);
            assertThat(simulator.lines()).hasSize(1);
        }
    }

    @Test
    void serves_cloud_too() throws IOException, InterruptedException {
        try (TributaryProcess simulator =
                TributaryProcess.start(Map.of(), "simulate", "--edition", "cloud", "--port", "0")) {
            assertThat(get(simulator.ready() + "/oauth/token/accessible-resources"))
                    .isEqualTo("{\"code\":401,\"message\":\"Unauthorized\"}");
        }
    }

    private static String get(String uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
