package dev.tributary.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.Tributary;
import dev.tributary.confluence.Confluence;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.oauth.GrantView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;

class ServiceAccountsTest {

    private static ConfluenceSimulator confluence;
    private static Portal portal;
    private static int grantsAtTheStart;

    /** An application with a job of its own, which listens to what happens to connections. */
    static class WithJob extends PortalApplication {

        private final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();

        @EventListener
        void on(ConnectionEvent event) {
            events.add(event);
        }

        @Bean
        @Lazy
        Job job(@Qualifier("nightly-report") Confluence confluence) {
            return () -> confluence.spaces().count();
        }
    }

    /** What it does at night. */
    interface Job {

        long run();
    }

    @BeforeAll
    static void start(@TempDir Path directory) {
        confluence = ConfluenceSimulator.of(Edition.DATA_CENTER)
                .set(Switch.CLIENT_CREDENTIALS, "on")
                .start();
        portal = Portal.start(
                WithJob.class,
                confluence,
                directory,
                Map.of(
                        "tributary.service-accounts.nightly-report.site", "wiki",
                        "tributary.service-accounts.nightly-report.scopes", "READ"));
        grantsAtTheStart = confluence.grants().all().size();
    }

    @AfterAll
    static void stop() {
        portal.close();
        confluence.close();
    }

    @Test
    void a_service_account_is_a_bean_that_connects_when_it_is_needed() {
        assertThat(portal.bean(Job.class).run()).isPositive();

        assertThat(grantsAtTheStart).isZero();
        assertThat(confluence.grants().all())
                .filteredOn(GrantView::live)
                .extracting(GrantView::scope)
                .contains("READ");
    }

    @Test
    void nobody_who_has_its_name_is_it() {
        portal.bean(Job.class).run();

        assertThat(portal.bean(Tributary.class).connection("nightly-report", "wiki"))
                .isEmpty();
    }

    @Test
    void what_happens_to_connections_is_an_event_of_the_application() {
        Visitor ann = portal.signedIn("ann");
        portal.connect(ann, "alice");

        WithJob application = portal.bean(WithJob.class);
        Awaitility.await()
                .untilAsserted(() -> assertThat(application.events).anySatisfy(event -> {
                    assertThat(event).isInstanceOf(ConnectionEvent.Connected.class);
                    assertThat(event.connection().owner().user()).isEqualTo("ann");
                    assertThat(event.connection().kind()).isEqualTo(Kind.OAUTH);
                }));
    }
}
