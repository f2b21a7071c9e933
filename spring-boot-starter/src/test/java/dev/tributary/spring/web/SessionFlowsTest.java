package dev.tributary.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Secret;
import dev.tributary.simulator.environment.SimulatedClock;
import dev.tributary.spring.web.SessionFlows.Flow;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;

@Tag("C36")
class SessionFlowsTest {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private final SimulatedClock clock = new SimulatedClock();
    private final SessionFlows flows = new SessionFlows(clock);
    private final MockHttpSession session = new MockHttpSession();

    private void begin(String state, String returnTo) {
        Flow flow = new Flow(clock.instant().plus(LIFE), Secret.of("secret-of-" + state), null, returnTo);
        flows.keep(session, URI.create("https://wiki.example.com/authorize?client_id=c&state=" + state), flow);
    }

    @Test
    void each_flow_is_taken_out_once_and_by_its_own_state() {
        begin("one", "/a b/ü?x=y z");
        begin("two", "/");

        assertThat(flows.take(session, "code=c&state=one"))
                .hasValueSatisfying(flow -> assertThat(flow.returnTo()).isEqualTo("/a b/ü?x=y z"))
                .hasValueSatisfying(flow -> assertThat(flow.secret()).isEqualTo(Secret.of("secret-of-one")));
        assertThat(flows.take(session, "code=c&state=one")).isEmpty();
        assertThat(flows.take(session, "state=two&error=access_denied")).isPresent();
    }

    @Test
    void a_callback_that_names_no_flow_or_several_gets_nothing() {
        begin("one", "/");
        begin("two", "/");

        assertThat(flows.take(session, null)).isEmpty();
        assertThat(flows.take(session, "code=c")).isEmpty();
        assertThat(flows.take(session, "code=c&state=one&state=two")).isEmpty();
        assertThat(flows.take(session, "code=c&state=three")).isEmpty();
        assertThat(flows.take(null, "code=c&state=one")).isEmpty();
    }

    @Test
    void what_is_kept_is_text_and_does_not_show_the_state() {
        begin("one", "/");

        assertThat(Collections.list(session.getAttributeNames()))
                .hasSize(1)
                .allSatisfy(name -> assertThat(session.getAttribute(name)).isInstanceOf(String.class))
                .noneMatch(name -> name.contains("one"));
    }

    @Test
    void a_session_has_one_secret_which_is_neither_its_id_nor_that_of_another() {
        Secret one = SessionFlows.secret(session);

        begin("one", "/");
        assertThat(SessionFlows.secret(session)).isEqualTo(one);
        assertThat(SessionFlows.secret(new MockHttpSession())).isNotEqualTo(one);
        assertThat(one.reveal()).hasSize(43).isNotEqualTo(session.getId());
    }

    @Test
    void a_session_has_sixteen_flows_at_most_and_forgets_the_oldest() {
        for (int i = 0; i < 20; i++) {
            begin("state-" + i, "/");
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(Collections.list(session.getAttributeNames())).hasSize(16);
        assertThat(flows.take(session, "state=state-3")).isEmpty();
        assertThat(flows.take(session, "state=state-4")).isPresent();
    }

    @Test
    void what_does_not_come_back_in_time_is_forgotten() {
        begin("old", "/");
        clock.advance(LIFE.plusSeconds(1));
        begin("new", "/");

        assertThat(Collections.list(session.getAttributeNames())).hasSize(1);
        assertThat(flows.take(session, "state=new")).isPresent();
    }

    @Test
    void what_another_version_has_kept_counts_as_nothing_and_is_in_nobodys_way() {
        begin("one", "/");
        Collections.list(session.getAttributeNames()).forEach(name -> session.setAttribute(name, "of another version"));

        assertThat(flows.take(session, "code=c&state=one")).isEmpty();
        begin("two", "/");
        assertThat(flows.take(session, "code=c&state=two")).isPresent();
    }
}
