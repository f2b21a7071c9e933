package dev.tributary.token.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Connection.Reason;
import dev.tributary.model.Connection.State;
import dev.tributary.model.Connection.Status;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.store.StoredConnection;
import java.util.Objects;

/**
 * What became of a connection.
 *
 * @param round how the process died
 * @param said what the process said that was asked for a token then
 * @param row the connection as it is stored
 * @param grant the grant as the server knows it
 */
record Outcome(Round round, String said, StoredConnection row, GrantView grant) {

    boolean isLost() {
        return row.connection().state().status() != Status.ACTIVE;
    }

    /** Says whether the server has issued a pair that is not in the store, told by the two of them. */
    boolean lacksAnswer() {
        return grant.generations().size() > row.connection().state().generation();
    }

    /** Whoever is connected is served with a living token; whoever is not is told why, and nothing worse has happened. */
    void check() {
        State state = row.connection().state();
        assertThat(state.epoch()).as("%s: epoch", round).isEqualTo(1);
        if (isLost()) {
            assertThat(said).as("%s", round).isEqualTo("ended " + Reason.GRANT_ENDED);
            assertThat(state)
                    .as("%s", round)
                    .isEqualTo(new State(Status.RECONNECT_REQUIRED, Reason.GRANT_ENDED, 1, state.generation()));
            assertThat(row.tokens()).as("%s: a mark deletes nothing", round).isNotNull();
        } else {
            assertThat(said).as("%s", round).isEqualTo("served alice");
            assertThat(Objects.requireNonNull(row.current()).wasTried())
                    .as("%s: an attempt is open", round)
                    .isFalse();
            assertThat(grant.accessTokens())
                    .as("%s: tokens that live", round)
                    .contains(row.current().tokens().accessToken().reveal());
        }
    }

    @Override
    public String toString() {
        return "%s, connection %s".formatted(round, row.connection().id());
    }
}
