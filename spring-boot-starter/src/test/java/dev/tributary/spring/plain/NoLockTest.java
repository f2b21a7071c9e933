package dev.tributary.spring.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.control.Fault;
import dev.tributary.spring.Portal;
import dev.tributary.spring.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first way to fail: nothing keeps callers apart who find the same expired token, and those who lose erase what the winner saved. */
class NoLockTest {

    @TempDir
    Path directory;

    private static final int CALLERS = 20;
    private static final String TOKEN = "/rest/oauth2/latest/token";

    @Test
    void plain_Spring_spends_one_refresh_token_many_times_and_then_deletes_the_grant_that_one_caller_renewed() {
        try (ConfluenceSimulator confluence =
                        PlainSpring.confluence(Edition.DATA_CENTER).start();
                PlainSpring plain = PlainSpring.against(confluence, "WRITE")) {
            Visitor ann = plain.signedIn("ann");
            plain.connect(ann, "alice");
            plain.expire();
            confluence.requests().clear();
            confluence.faults().add(Fault.delay(Duration.ofSeconds(1)).on("POST", TOKEN));
            confluence
                    .faults()
                    .add(Fault.delay(Duration.ofSeconds(3)).on("POST", TOKEN).times(CALLERS));

            List<HttpResponse<String>> answers =
                    callAtOnce(ann, PlainSpring.read(confluence.baseUrl() + "/rest/api/user/current"));

            assertThat(confluence.requests().of("POST", TOKEN)).hasSize(CALLERS);
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 502)
                    .hasSize(CALLERS - 1)
                    .allSatisfy(answer -> assertThat(answer.body()).isEqualTo("invalid_grant"));
            assertThat(plain.rows()).isEmpty();
            assertThat(confluence.grants().all())
                    .singleElement()
                    .satisfies(grant -> assertThat(grant.refreshTokens())
                            .as("the pair that the winner got works on, and nobody has it any more")
                            .hasSize(1));
        }
    }

    @Test
    void the_starter_renews_once_and_serves_every_caller() {
        try (ConfluenceSimulator confluence =
                        ConfluenceSimulator.of(Edition.DATA_CENTER).start();
                Portal portal = Portal.start(StarterApplication.class, confluence, directory, Map.of())) {
            Visitor ann = portal.signedIn("ann");
            portal.connect(ann, "alice");
            confluence.clock().advance(Duration.ofHours(2));
            confluence.requests().clear();
            confluence.faults().add(Fault.delay(Duration.ofSeconds(1)).on("POST", TOKEN));

            assertThat(callAtOnce(ann, "/me"))
                    .allSatisfy(answer -> assertThat(answer.body()).isEqualTo("alice"));

            assertThat(confluence.requests().of("POST", TOKEN)).hasSize(1);
            assertThat(ann.get("/me").body()).isEqualTo("alice");
        }
    }

    private static List<HttpResponse<String>> callAtOnce(Visitor visitor, String path) {
        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, CALLERS)
                .mapToObj(caller -> visitor.later(path))
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }
}
