package dev.tributary.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.Tributary;
import dev.tributary.model.Connection;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.oauth.GrantView;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

@ConfluenceTest(contextPath = "/confluence", switches = "bad-bearer=401")
@TestMethodOrder(OrderAnnotation.class)
class ConfluenceTestTest {

    @Autowired
    Tributary tributary;

    @Autowired
    ConfluenceSimulator injected;

    @Test
    @Order(1)
    @ConnectedAs("alice")
    void connects_the_user_of_the_same_name(Connection connection) {
        assertThat(connection.account().displayName()).isEqualTo("Alice Arroyo");
        assertThat(connection.owner().user()).isEqualTo("alice");
        assertThat(tributary.confluence(connection).pages("DEMO")).isNotEmpty();
    }

    @Test
    @Order(2)
    void nobody_is_connected_who_was_in_the_test_before(ConfluenceSimulator confluence) {
        assertThat(confluence).isSameAs(injected);
        assertThat(tributary.connection("alice", "wiki")).isEmpty();
        assertThat(confluence.grants().all()).extracting(GrantView::live).containsExactly(false);
        assertThat(confluence.requests().all()).isEmpty();
    }

    @Test
    @Order(3)
    @ConnectedAs(value = "alice", user = "ann")
    @ConnectedAs(value = "bob", user = "ben")
    void connects_several_users_to_accounts_of_other_names() {
        assertThat(tributary.connection("ann", "wiki").orElseThrow().account().displayName())
                .isEqualTo("Alice Arroyo");
        assertThat(tributary.connection("ben", "wiki").orElseThrow().account().displayName())
                .isEqualTo("Bob Brooks");
        assertThat(tributary.connection("alice", "wiki")).isEmpty();
    }

    @Test
    @Order(4)
    @ConnectedAs("alice")
    void time_passes_for_the_engine_as_for_Confluence(ConfluenceSimulator confluence, Connection connection) {
        confluence.switches().set("bad-bearer", "anonymous");
        confluence.clock().advance(Duration.ofHours(2));
        confluence.requests().clear();

        assertThat(tributary.confluence(connection).currentUser().displayName()).isEqualTo("Alice Arroyo");

        assertThat(confluence.requests().all())
                .as("the renewal comes first: the engine knew that the access token had ended")
                .first()
                .hasToString("POST /rest/oauth2/latest/token -> 200 as anonymous");
    }

    @Test
    @Order(5)
    void the_clock_and_the_switches_are_as_they_were_before(ConfluenceSimulator confluence) {
        assertThat(confluence.clock().offset()).isZero();
        assertThat(confluence.switches().get(dev.tributary.simulator.environment.Switch.named("bad-bearer")))
                .isEqualTo("401");
        assertThat(confluence.baseUrl().getPath()).isEqualTo("/confluence");
    }

    @Nested
    @ConnectedAs("bob")
    class Inside {

        @Test
        void a_nested_test_has_the_Confluence_of_the_one_around_it(ConfluenceSimulator confluence, Connection bobs) {
            assertThat(confluence).isSameAs(injected);
            assertThat(bobs.account().displayName()).isEqualTo("Bob Brooks");
        }
    }
}
