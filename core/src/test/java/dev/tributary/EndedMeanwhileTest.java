package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.model.Connection;
import dev.tributary.model.NotConnected;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndedMeanwhileTest {

    @StartConfluence
    ConfluenceSimulator confluence;

    @Test
    void what_was_read_before_its_user_disconnected_is_not_remembered_afterwards() {
        confluence.switches().set(Switch.REVOKE_ENDPOINT, "absent");
        Meddler meddler = new Meddler();
        try (Desk desk = new Desk(confluence, meddler.store())) {
            Connection connection = desk.connect("alice");
            meddler.afterTheNextChange(() -> desk.tributary.disconnect(connection));

            assertThat(desk.tributary.accessToken(connection, Duration.ZERO)).isNotNull();

            assertThatThrownBy(() -> desk.tributary.accessToken(connection, Duration.ZERO))
                    .isInstanceOf(NotConnected.class);
        }
    }
}
