package dev.tributary.gateway.signin;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.gateway.config.ConsoleConfig;
import dev.tributary.gateway.config.ConsoleConfig.Oidc;
import dev.tributary.gateway.connect.Tickets;
import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.identity.Rejected;
import dev.tributary.http.Transport;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Signing in at an OpenID provider, by the authorization code flow with PKCE (OpenID Connect Core 1.0 section 3.1). State, nonce
 * and verifier belong to one browser, and are good for one answer within ten minutes.
 *
 * <p>Blocking and thread-safe.
 */
final class OidcSignIn {

    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String KIND = "console-sign-in";
    private static final String ASTRAY =
            "This sign-in was begun in another browser, used already, or took too long." + " Begin again.";

    private final ConsoleConfig config;
    private final Oidc oidc;
    private final ProviderClient client;
    private final TicketStore store;
    private final Tickets<Flow> flows;
    private final URI redirectUri;
    private final Clock clock;

    /** One sign-in under way, and at which issuer: its code goes to no other, whatever the configuration says by then. */
    record Flow(URI issuer, String browser, Secret verifier, Secret nonce) {}

    OidcSignIn(ConsoleConfig config, Oidc oidc, Transport way, TicketStore store, URI publicUrl, Clock clock) {
        this.config = config;
        this.oidc = oidc;
        this.client = new ProviderClient(oidc, way, clock);
        this.store = store;
        this.flows = new Tickets<>(store, KIND, Flow.class);
        this.redirectUri = URI.create(publicUrl + "/console/callback");
        this.clock = clock;
    }

    /** Returns where to send a browser. Throws {@link Turned}. */
    String begin(Secret browser) {
        Provider provider = client.known().provider();
        Secret state = AuthorizationRequest.newBrowser();
        Flow flow = new Flow(
                oidc.issuer(),
                Ticket.hash(browser),
                AuthorizationRequest.newBrowser(),
                AuthorizationRequest.newBrowser());
        store.put(flows.ticket(Ticket.hash(state), "", flow, clock.instant().plus(PATIENCE)));
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", oidc.client().id());
        query.put("redirect_uri", redirectUri.toString());
        query.put("scope", scopes());
        query.put("state", state.reveal());
        query.put("nonce", flow.nonce().reveal());
        query.put("code_challenge", Ticket.hash(flow.verifier()));
        query.put("code_challenge_method", "S256");
        String separator = provider.authorize().getRawQuery() == null ? "?" : "&";
        return provider.authorize()
                + separator
                + query.entrySet().stream()
                        .map(field -> field.getKey() + "=" + ProviderClient.encode(field.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** Returns who came back, who need not be an administrator. Throws {@link Turned}. */
    Admin complete(Map<String, String> answer, Secret browser) {
        Secret state = Secret.of(answer.getOrDefault("state", "none"));
        Flow flow = store.take(KIND, Ticket.hash(state))
                .filter(ticket -> clock.instant().isBefore(ticket.expiresAt()))
                .map(flows::content)
                .filter(begun -> begun.browser().equals(Ticket.hash(browser)))
                .filter(begun -> oidc.issuer().equals(begun.issuer()))
                .orElseThrow(() -> Turned.astray(
                        ASTRAY, "The state is unknown, used, over, another browser's or another issuer's."));
        ProviderClient.Known known = client.known();
        String issuer = answer.get("iss");
        if (issuer == null
                ? known.provider().namesItself()
                : !issuer.equals(oidc.issuer().toString())) {
            throw Turned.astray(ASTRAY, "The answer is another issuer's (iss).");
        }
        if (answer.containsKey("error") || !answer.containsKey("code")) {
            throw Turned.away("The issuer did not sign you in. Begin again.", "The issuer answered with an error.");
        }
        return admin(known, flow, answer.get("code"));
    }

    /** Clears some sign-ins away that nobody finished. */
    void clear(int most) {
        flows.expired(clock.instant(), most).forEach(old -> store.take(KIND, old.key()));
    }

    private Admin admin(ProviderClient.Known known, Flow flow, String code) {
        ProviderClient.Tokens tokens = client.redeem(known.provider(), code, flow.verifier(), redirectUri);
        JsonNode claims = claims(known, tokens.idToken(), flow.nonce().reveal());
        String subject = claims.path("sub").asString();
        URI userInfo = known.provider().userInfo();
        JsonNode more =
                userInfo == null || !wantsMore(claims) ? claims : client.userInfo(userInfo, tokens.accessToken());
        if (!more.path("sub").asString("").equals(subject)) {
            throw Turned.away(
                    "The issuer did not say who you are. Begin again.", "userinfo is of somebody else (sub).");
        }
        String name = more.path("name").asString(claims.path("name").asString(subject));
        return new Admin(Admin.Way.OIDC, subject, oidc.issuer().toString(), name, groups(more));
    }

    /** Some providers keep everything but the subject out of their ID tokens. */
    private boolean wantsMore(JsonNode claims) {
        return !config.admins().groups().isEmpty() && !claims.has(oidc.groupsClaim());
    }

    private static JsonNode claims(ProviderClient.Known known, String idToken, String nonce) {
        try {
            return known.tokens().verify(idToken, nonce).join();
        } catch (CompletionException e) {
            Throwable cause = Problems.unwrapped(e);
            if (cause instanceof Rejected rejected) {
                throw Turned.away(
                        "The issuer's answer cannot be believed. Begin again; if this happens again, the audit says why.",
                        "The ID token is rejected. " + rejected.getMessage());
            }
            throw Turned.unsure(
                    "The issuer's keys cannot be fetched. Try again in a moment.",
                    "The issuer's keys cannot be fetched.");
        }
    }

    private List<String> groups(JsonNode claims) {
        JsonNode claim = claims.path(oidc.groupsClaim());
        List<String> groups = new ArrayList<>();
        if (claim.isString()) {
            groups.add(claim.asString());
        }
        claim.forEach(group -> group.asStringOpt().ifPresent(groups::add));
        // A session keeps those that matter only.
        groups.retainAll(config.admins().groups());
        return groups;
    }

    private String scopes() {
        Set<String> scopes = new TreeSet<>(oidc.client().scopes());
        scopes.add("openid");
        if (oidc.client().scopes().isEmpty()) {
            scopes.add("profile");
        }
        return String.join(" ", scopes);
    }
}
