package dev.tributary.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.Tributary;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.State;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.spring.test.OwnStoreTest.Kept;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Store;
import dev.tributary.store.StoredConnection;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** An application with a store of its own, in which users are connected whom no test has connected. */
@ConfluenceTest
@Import(Kept.class)
@TestMethodOrder(OrderAnnotation.class)
class OwnStoreTest {

    private static final URI ELSEWHERE = URI.create("https://wiki.elsewhere.example");

    @Autowired
    Tributary tributary;

    @Autowired
    Store store;

    /** Its store, which is there before the tests and after them. */
    @TestConfiguration
    static class Kept {

        @Bean
        Store keptStore() {
            return new MemoryStore(Clock.systemUTC());
        }
    }

    @BeforeAll
    static void connect_somebody_whom_no_test_connects(
            @Autowired Tributary tributary, @Value("${tributary.public-url}") String portal) {
        AuthorizationRequest request = tributary.authorize("ben", "wiki").begin();
        URI back = new SimulatedBrowser("bob", "bob").approve(request.uri(), portal);
        tributary.complete(Callback.of("wiki", back.getRawQuery(), request.browser()), "ben");
    }

    /** Whoever shares the store has another Confluence under the same id. */
    private Connection elsewhere() {
        return new Connection(
                ConnectionId.random(),
                new Owner(Owner.DEFAULT_APP, "eve"),
                "wiki",
                ELSEWHERE,
                Connection.Kind.OAUTH,
                new Account("key-eve", "eve", "Eve"),
                List.of("WRITE"),
                new State(Status.ACTIVE, null, 1, 1),
                new Connection.Dates(store.now(), store.now(), null, null));
    }

    @Test
    @Order(1)
    @ConnectedAs("alice")
    void a_test_connects_a_user(ConfluenceSimulator confluence) {
        assertThat(tributary.connection("alice", "wiki")).isPresent();
        store.insert(new StoredConnection(elsewhere(), new TokenPair(Secret.of("one"), null, null, null, null)));
        assertThat(confluence.grants().all()).hasSize(2).allMatch(GrantView::live);
    }

    @Test
    @Order(2)
    void only_whom_it_connected_is_disconnected_after_it(ConfluenceSimulator confluence) {
        assertThat(tributary.connection("alice", "wiki")).isEmpty();
        assertThat(tributary.connection("ben", "wiki"))
                .hasValueSatisfying(ben -> assertThat(
                                tributary.confluence(ben).currentUser().username())
                        .isEqualTo("bob"));
        assertThat(confluence.grants().all()).filteredOn(GrantView::live).hasSize(1);
        assertThat(tributary.connection("eve", "wiki"))
                .hasValueSatisfying(eve -> assertThat(eve.isActive()).isTrue());
    }
}
