package dev.tributary.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.deployment.Provenance;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Ticket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingFlowsTest {

    private static final Instant END = Instant.parse("2026-11-24T10:10:00Z");
    private static final Secret BROWSER = Secret.of("the browser's secret");

    private final MemoryStore store = new MemoryStore();
    private final PendingFlows flows = new PendingFlows(store);

    @Test
    void a_flow_comes_back_whole_and_once() {
        Secret state = Randomness.secret();
        PendingFlow flow = flow();
        flows.remember(state, flow);

        assertThat(flows.take(state)).contains(flow);
        assertThat(flows.take(state)).isEmpty();
    }

    @Test
    void what_is_stored_leads_to_no_state_and_no_browser() {
        Secret state = Randomness.secret();
        flows.remember(state, flow());

        Ticket ticket = store.peek("authorization", Ticket.hash(state)).orElseThrow();

        assertThat(ticket.toString() + ticket.content().reveal())
                .doesNotContain(state.reveal(), BROWSER.reveal())
                .contains(Ticket.hash(BROWSER));
    }

    @Test
    void a_browser_counts_its_own_open_flows() {
        flows.remember(Randomness.secret(), flow());
        flows.remember(Randomness.secret(), flow());

        assertThat(flows.open(BROWSER, END.minusSeconds(1))).isEqualTo(2);
        assertThat(flows.open(BROWSER, END)).isZero();
        assertThat(flows.open(Secret.of("another browser"), END.minusSeconds(1)))
                .isZero();
    }

    @Test
    void expired_flows_are_cleared_away_a_few_at_a_time_and_not_at_once() {
        for (int i = 0; i < 10; i++) {
            flows.remember(Randomness.secret(), flow());
        }

        flows.clearOld(END.plus(Duration.ofMinutes(59)));
        assertThat(store.expired("authorization", END.plusSeconds(1), 100)).hasSize(10);
        flows.clearOld(END.plus(Duration.ofMinutes(61)));
        assertThat(store.expired("authorization", END.plusSeconds(1), 100)).hasSize(2);
    }

    private static PendingFlow flow() {
        return new PendingFlow(
                new PendingFlow.Wish(new Owner("portal", "\u00e4lice"), "wiki", List.of("READ"), "/docs?a=\"b\"", "n"),
                Ticket.hash(BROWSER),
                Randomness.secret(),
                URI.create("http://localhost/callback"),
                new Provenance(URI.create("http://wiki.example"), URI.create("http://wiki.example/token")),
                END);
    }
}
