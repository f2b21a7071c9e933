package dev.tributary.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.spring.Portal;
import dev.tributary.spring.PortalApplication;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;

/** An application that knows its users by more than a connection's owner may be called. */
class UnfitNameTest {

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    /** It. */
    static class LongNamed extends PortalApplication {

        @Bean
        SignedIn longNames() {
            return request -> Optional.ofNullable(request.getUserPrincipal())
                    .map(principal -> principal.getName().repeat(100));
        }
    }

    @Test
    void they_are_told_that_they_cannot_be_connected_and_why() {
        try (Portal portal = Portal.start(LongNamed.class, confluence, directory, Map.of())) {
            HttpResponse<String> answer = portal.signedIn("ann").get("/confluence/wiki/connect");

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("1 to 255 characters");
        }
    }
}
