package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.oauth.GrantView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Knows of a simulator whose grant each token is, and so whose tokens really went over the wire for whom. */
final class WireWitness {

    static final String ASKER = "asker=";

    private final ConfluenceSimulator confluence;
    private final Map<String, String> grantByAsker = new HashMap<>();
    private final Map<String, String> grantByToken = new HashMap<>();

    WireWitness(ConfluenceSimulator confluence) {
        this.confluence = confluence;
    }

    /** Learns that the newest grant is that asker's. */
    void hasConnected(String asker) {
        List<GrantView> all = confluence.grants().all();
        grantByAsker.put(asker, all.get(all.size() - 1).id());
        look();
    }

    /** Learns the tokens that work now. A grant has one pair at a time, so that a look after each renewal sees them all. */
    void look() {
        for (GrantView grant : confluence.grants().all()) {
            grant.accessTokens().forEach(token -> grantByToken.put(token, grant.id()));
        }
    }

    GrantView grant(String asker) {
        String id = grantByAsker.get(asker);
        return confluence.grants().all().stream()
                .filter(grant -> grant.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Fails if a call that was marked with its asker carried a token of anybody else's, and if there were fewer calls. */
    void assertEachCallCarriedItsAskersToken(int atLeast) {
        List<RecordedRequest> calls = confluence.requests().all().stream()
                .filter(request -> request.query().startsWith(ASKER))
                .toList();
        assertThat(calls).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(calls).allSatisfy(call -> {
            String asker = call.query().substring(ASKER.length());
            String token = Objects.requireNonNull(call.headers().get("Authorization"))
                    .get(0)
                    .replaceFirst("^Bearer ", "");
            // By the grant's name: a token has no place in the message of a test.
            assertThat(grantByToken.get(token)).as("whose token %s sent", asker).isEqualTo(grantByAsker.get(asker));
        });
    }
}
