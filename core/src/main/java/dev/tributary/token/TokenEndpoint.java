package dev.tributary.token;

import dev.tributary.deployment.Site;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.http.Transport;
import dev.tributary.http.TransportException;
import dev.tributary.model.Secret;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import dev.tributary.token.EngineMeter.Came;
import dev.tributary.token.EngineMeter.Given;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Spends codes and refresh tokens, and asks for tokens of the registration's own (RFC 6749 sections 4.1.3, 6 and 4.4). It sends; {@link TokenAnswer} judges.
 *
 * <p>Thread-safe and never blocking; the futures fail with nothing but programming errors.
 */
public final class TokenEndpoint implements RefreshEndpoint {

    private static final Duration LATER = Duration.ofSeconds(10);

    private final ClientCalls calls;
    private final EngineMeter meter;

    /** Takes the way out. */
    public TokenEndpoint(Transport transport) {
        this(transport, EngineMeter.NONE);
    }

    /** Takes the way out, and who measures how long answers take. */
    public TokenEndpoint(Transport transport, EngineMeter meter) {
        this.calls = new ClientCalls(transport);
        this.meter = meter;
    }

    /** Returns what revokes tokens, which goes by the same client secret where a registration has two. */
    public Revocation revocation() {
        return new Revocation(calls);
    }

    /** Spends an authorization code, with its verifier (RFC 7636 section 4.5). */
    public CompletableFuture<TokenOutcome> exchange(Site site, Secret code, Secret verifier, URI redirectUri) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code.reveal());
        form.put("redirect_uri", redirectUri.toString());
        form.put("code_verifier", verifier.reveal());
        return measured(
                Given.AUTHORIZATION_CODE, site, () -> send(site, form, HttpCall.Limits.PROTOCOL, TokenAnswer::toCode));
    }

    /** Spends a refresh token. The redirect URI goes along, because some servers want it. */
    @Override
    public CompletableFuture<TokenOutcome> renew(Site site, Secret refreshToken) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken.reveal());
        form.put("redirect_uri", site.registration().redirectUri().toString());
        return measured(
                Given.REFRESH_TOKEN,
                site,
                () -> send(site, form, HttpCall.Limits.RENEWAL, TokenAnswer::toRefreshToken));
    }

    /** Asks for a token of the registration's own. Its scopes go along where they are not part of the registration. */
    @Override
    public CompletableFuture<TokenOutcome> ask(Site site, List<String> scopes) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        if (site.deployment().dialect().talk().asksForScopes()) {
            form.put("scope", String.join(" ", scopes));
        }
        return measured(
                Given.CLIENT_CREDENTIALS,
                site,
                () -> send(site, form, HttpCall.Limits.PROTOCOL, TokenAnswer::toAsking));
    }

    private CompletableFuture<TokenOutcome> measured(
            Given given, Site site, Supplier<CompletableFuture<TokenOutcome>> request) {
        long begun = System.nanoTime();
        return request.get().whenComplete((outcome, failure) -> {
            if (outcome != null) {
                meter.tokenRequest(site.id(), given, Came.of(outcome), Duration.ofNanos(System.nanoTime() - begun));
            }
        });
    }

    private CompletableFuture<TokenOutcome> send(
            Site site,
            Map<String, String> form,
            HttpCall.Limits limits,
            BiFunction<Site, HttpAnswer, TokenOutcome> judge) {
        URI endpoint = site.deployment().endpoints().token();
        return calls.post(endpoint, site, form, limits)
                .handle((answer, failure) -> failure == null ? judge.apply(site, answer) : noAnswer(site, failure));
    }

    private static TokenOutcome noAnswer(Site site, Throwable thrown) {
        Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (!(failure instanceof TransportException broken)) {
            throw new CompletionException(failure);
        }
        return new TokenOutcome.Failed(meaning(site, broken), broken.nothingSent());
    }

    private static TributaryException meaning(Site site, TransportException broken) {
        return broken.misconfigured(site.id())
                .<TributaryException>map(Function.identity())
                .orElseGet(() -> new Unavailable(
                        "Site '" + site.id() + "' gave no usable answer: " + broken.getMessage(), LATER, broken));
    }
}
