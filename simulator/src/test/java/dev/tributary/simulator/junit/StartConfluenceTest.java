package dev.tributary.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class StartConfluenceTest {

    private static final Set<URI> FRESH = new HashSet<>();
    private static final Set<URI> SHARED = new HashSet<>();

    @StartConfluence
    static ConfluenceSimulator shared;

    @StartConfluence(
            contextPath = "/wiki",
            switches = {"bad-bearer=401", "code-lifetime=PT60S"})
    ConfluenceSimulator fresh;

    @RepeatedTest(2)
    void a_field_holds_a_running_confluence_with_its_settings() {
        assertThat(fresh.baseUrl().getPath()).isEqualTo("/wiki");
        assertThat(fresh.switches().get(dev.tributary.simulator.environment.Switch.BAD_BEARER))
                .isEqualTo("401");
        FRESH.add(fresh.baseUrl());
        SHARED.add(shared.baseUrl());
    }

    @AfterAll
    static void an_instance_field_is_fresh_for_each_test_and_a_static_one_shared() {
        assertThat(FRESH).hasSize(3);
        assertThat(SHARED).hasSize(1);
    }

    @Nested
    class InANestedClass {

        @Test
        void the_outer_fields_are_filled_too() {
            FRESH.add(fresh.baseUrl());
            SHARED.add(shared.baseUrl());
            assertThat(fresh.port()).isPositive().isNotEqualTo(shared.port());
        }
    }
}
