package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.evidence.FreePort;
import dev.tributary.gateway.Front.Reply;
import dev.tributary.gateway.doctor.Check;
import dev.tributary.gateway.doctor.Checked;
import dev.tributary.gateway.doctor.Finding;
import dev.tributary.gateway.doctor.Report;
import dev.tributary.gateway.doctor.Severity;
import dev.tributary.simulator.Edition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is around a gateway, sites excepted: where it listens, and whom else it talks to. */
@SuppressWarnings("NullAway.Init")
class DoctorAroundTest {

    private static final String WEBHOOK = """
            webhooks:
              %s
              targets:
                portal: { app: portal, url: "%s", allowInsecureHttp: true, secrets: ["${HOOK_SECRET}"] }
            """;

    @TempDir
    Path directory;

    private Patient patient;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void describe() {
        patient = new Patient(Edition.DATA_CENTER, directory);
        patient.environment.put("HOOK_SECRET", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    }

    @AfterEach
    void end() throws Exception {
        patient.end();
    }

    @Test
    void an_address_that_others_reach_without_https_is_named() {
        patient.more = "listen: 0.0.0.0:" + URI.create(patient.publicUrl).getPort() + "\n";

        Finding finding = only(Check.LISTEN);

        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.setting()).isEqualTo("listen");
        assertThat(finding.found()).contains("0.0.0.0").contains("publicUrl is not https");
        assertThat(finding.mend()).contains("https address");
    }

    @ParameterizedTest
    @CsvSource({"listen: , LISTEN, listen", "management: { listen: , MANAGEMENT, management.listen"})
    void a_port_that_another_program_has_is_named(String key, Check check, String setting) throws IOException {
        int taken = other(404, "<html>").getPort();
        patient.more = key + " 127.0.0.1:" + taken + (key.contains("{") ? " }" : "") + "\n";

        Finding finding = only(check);

        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.setting()).isEqualTo(setting);
        assertThat(finding.found()).contains("Another program listens at 127.0.0.1:" + taken, "status 404");
        assertThat(finding.mend()).contains("Choose another port");
    }

    @Test
    void a_gateway_that_runs_there_is_no_other_program() {
        int management = FreePort.next();
        patient.more = "management: { listen: 127.0.0.1:" + management + " }\n";
        patient.start();
        try (Gateway running = Gateway.start(patient.config())) {
            assertThat(running.whereabouts().management()).hasValue(URI.create("http://127.0.0.1:" + management));

            Report report = patient.examine();

            assertThat(report.findings()).isEmpty();
            assertThat(seen(report, Check.MANAGEMENT)).contains("a gateway listens at");
        }
    }

    @Test
    void an_address_of_another_machine_is_named() {
        patient.more = "management: { listen: 192.0.2.1:8089 }\n";

        Report report = patient.start().examine();

        assertThat(report.findings()).extracting(Finding::check).containsOnly(Check.MANAGEMENT);
        assertThat(report.findings().get(0).found()).isEqualTo("192.0.2.1 is no address of this machine.");
    }

    @Tag("C32")
    @Test
    void a_management_listener_that_others_reach_is_named() {
        patient.more = "management: { listen: 0.0.0.0:" + FreePort.next() + " }\n";

        Finding finding = only(Check.MANAGEMENT);

        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.found()).contains("other machines reach it");
        assertThat(finding.why()).contains("no key");
    }

    @Test
    void a_collector_that_takes_spans_is_well_and_another_is_named() throws IOException {
        trace(other(200, "{}"));
        Report well = patient.start().examine();
        assertThat(well.findings()).isEmpty();
        assertThat(seen(well, Check.TRACING)).contains("/v1/traces takes spans").doesNotContain("of-the-collector");

        trace(other(415, ""));
        assertThat(finding(Check.TRACING).found())
                .contains("/v1/traces takes no spans (status 415)")
                .doesNotContain("of-the-collector");

        trace(new InetSocketAddress("localhost", FreePort.next()));
        assertThat(finding(Check.TRACING).found())
                .contains("does not answer", "tracing.endpoint")
                .doesNotContain("of-the-collector", "baseUrl");
        assertThat(finding(Check.TRACING).mend()).contains("Start the collector");
    }

    @Tag("C33")
    @Test
    void a_target_that_messages_may_not_go_to_is_named_and_asked_nothing() throws IOException {
        InetSocketAddress target = other(200, "");
        patient.more = WEBHOOK.formatted("", "http://127.0.0.1:" + target.getPort() + "/hook");

        Finding finding = only(Check.WEBHOOKS);

        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.setting()).isEqualTo("webhooks.targets.portal.url");
        assertThat(finding.found()).contains("127.0.0.1, which messages may not be sent to");
        assertThat(finding.mend()).contains("webhooks.allowedNetworks");
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_target_that_is_allowed_has_to_be_there() throws IOException {
        String allowed = "allowedNetworks: [127.0.0.1]";
        patient.more =
                WEBHOOK.formatted(allowed, "http://127.0.0.1:" + other(405, "").getPort() + "/hook");
        Report well = patient.start().examine();
        assertThat(well.findings()).isEmpty();
        assertThat(seen(well, Check.WEBHOOKS)).isEqualTo("all targets answer");

        patient.more = WEBHOOK.formatted(allowed, "http://127.0.0.1:" + FreePort.next() + "/hook");
        assertThat(finding(Check.WEBHOOKS).found()).contains("refuses connections");
    }

    @Test
    void the_console_s_issuer_has_to_be_there_under_its_own_name() throws IOException {
        patient.environment.put("OIDC_SECRET", "of-the-console");
        InetSocketAddress none = other(404, "<html>");
        oidc(none);
        patient.start();
        assertThat(finding(Check.CONSOLE).found()).contains("no OpenID provider describes itself (status 404)");

        oidc(other(200, "{\"issuer\":\"https://login.example.org/\"}"));
        assertThat(finding(Check.CONSOLE).found()).contains("calls itself https://login.example.org/");
        assertThat(finding(Check.CONSOLE).setting()).isEqualTo("console.oidc.issuer");

        int port = FreePort.next();
        oidc(serve(port, 200, "{\"issuer\":\"http://localhost:" + port + "\"}"));
        assertThat(patient.examine().findings()).isEmpty();
    }

    @Test
    void a_server_in_front_that_cuts_bodies_is_named() throws Exception {
        try (Front outside = new Front()) {
            int port = FreePort.next();
            patient.publicUrl = outside.uri().toString();
            patient.more = "listen: " + port + "\n";
            patient.start();
            outside.to(URI.create("http://localhost:" + port));
            try (Gateway gateway = Gateway.start(patient.config())) {
                assertThat(patient.examine().findings()).isEmpty();
                assertThat(gateway.uri()).hasPort(outside.port());
                outside.harm((path, reply) -> reply.status() == 405 ? Reply.of(413, "text/html", "<html>") : reply);

                assertThat(finding(Check.PUBLIC_URL).found()).contains("2 MiB").contains("status 413");
                assertThat(finding(Check.PUBLIC_URL).mend()).contains("client_max_body_size 0");
            }
        }
    }

    private Finding only(Check check) {
        patient.start();
        return finding(check);
    }

    private Finding finding(Check check) {
        Report report = patient.examine();
        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().get(0).check()).isEqualTo(check);
        return report.findings().get(0);
    }

    private static String seen(Report report, Check check) {
        return report.checks().stream()
                .filter(checked -> checked.check() == check)
                .map(Checked::seen)
                .findFirst()
                .orElse("");
    }

    private void trace(InetSocketAddress collector) {
        patient.more = "tracing: { endpoint: \"http://localhost:" + collector.getPort()
                + "/v1/traces?key=of-the-collector\" }\n";
    }

    private void oidc(InetSocketAddress issuer) {
        patient.more = """
                console:
                  oidc: { issuer: "http://localhost:%d", clientId: console, clientSecret: "${OIDC_SECRET}" }
                  admins: [carol]
                """.formatted(issuer.getPort());
    }

    private InetSocketAddress other(int status, String answer) throws IOException {
        return serve(0, status, answer);
    }

    /** Another program of this machine. */
    private InetSocketAddress serve(int port, int status, String answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        patient.parts.add(() -> server.stop(0));
        return server.getAddress();
    }
}
