package dev.tributary.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@ConfluenceTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "server.servlet.context-path=/reader")
class RandomPortTest {

    @LocalServerPort
    int port;

    @Value("${tributary.public-url}")
    String publicUrl;

    @Test
    void the_application_serves_where_its_browsers_are_sent_back_to(ConfluenceSimulator confluence) {
        assertThat(publicUrl).isEqualTo("http://localhost:" + port + "/reader");
        assertThat(confluence.clients().find("tributary-test").orElseThrow().redirectUris())
                .containsExactly(publicUrl + "/confluence/callback/wiki");
    }
}
