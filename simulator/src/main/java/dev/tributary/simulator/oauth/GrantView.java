package dev.tributary.simulator.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What one user allowed one client, as the simulator knows it at one moment. It holds tokens: for tests and the control endpoint only.
 *
 * @param id names the grant
 * @param user the username
 * @param client the client id
 * @param scope what was allowed: in Data Center one of READ, WRITE, ADMIN and SYSTEM_ADMIN, in Cloud a list with spaces between
 * @param sites the cloud ids of the sites it is for; none in Data Center
 * @param since when the user consented
 * @param live whether anything of it still works or can be renewed
 * @param accessTokens the access tokens that work now
 * @param refreshTokens the refresh tokens that work now
 * @param generations each pair ever issued, oldest first
 */
public record GrantView(
        String id,
        String user,
        String client,
        String scope,
        List<String> sites,
        Instant since,
        boolean live,
        List<String> accessTokens,
        List<String> refreshTokens,
        List<Generation> generations) {

    /**
     * One pair of tokens.
     *
     * @param number 1 for the first
     * @param issuedAt when it was issued
     * @param accessEnd when its access token ends by itself
     * @param refreshes how often its refresh token was spent with success: 0 or 1, and more within a leeway
     * @param refusedReuses how often its refresh token was refused
     */
    public record Generation(int number, Instant issuedAt, Instant accessEnd, int refreshes, int refusedReuses) {}

    static GrantView of(Grant grant, Instant now) {
        List<String> access = grant.pairs.stream()
                .filter(pair -> pair.accessWorks(now))
                .map(pair -> pair.accessToken)
                .toList();
        List<String> refresh = grant.pairs.stream()
                .filter(pair -> pair.refreshWorks(now))
                .map(pair -> Objects.requireNonNull(pair.refreshToken))
                .toList();
        return new GrantView(
                grant.id,
                grant.terms.user().name(),
                grant.terms.client().id(),
                grant.terms.scope().name(),
                List.of(),
                grant.since,
                !(access.isEmpty() && refresh.isEmpty()),
                access,
                refresh,
                grant.pairs.stream().map(GrantView::generation).toList());
    }

    /** Says everything but the tokens. */
    @Override
    public String toString() {
        return "GrantView[" + id + ", " + user + ", " + client + ", " + scope + ", live=" + live + "]";
    }

    private static Generation generation(TokenPair pair) {
        return new Generation(pair.generation, pair.issuedAt, pair.accessEnd, pair.refreshes, pair.refusedReuses);
    }
}
