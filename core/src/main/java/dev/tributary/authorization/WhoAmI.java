package dev.tributary.authorization;

import dev.tributary.deployment.Site;
import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.http.Transport;
import dev.tributary.http.TransportException;
import dev.tributary.model.Account;
import dev.tributary.model.Secret;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Asks a site what it knows about a token. Blocking. */
final class WhoAmI {

    private static final Duration LATER = Duration.ofSeconds(30);

    private final Transport transport;

    WhoAmI(Transport transport) {
        this.transport = transport;
    }

    /** Returns whom a token belongs to; empty if the site does not recognise its user. */
    Optional<Account> account(Site site, Secret token) {
        HttpAnswer answer = get(site, site.deployment().endpoints().whoAmI(), token);
        AccountAnswer.trouble(site, answer).ifPresent(trouble -> {
            throw trouble;
        });
        return AccountAnswer.read(answer, site.deployment().dialect().account());
    }

    /** Returns when a personal access token ends, where the site lets that be found out; asking never harms. */
    Optional<Instant> expiry(Site site, Secret token) {
        URI list = site.deployment().endpoints().personalTokens();
        if (list == null) {
            return Optional.empty();
        }
        try {
            return PersonalTokens.onlyExpiry(get(site, list, token));
        } catch (TributaryException e) {
            return Optional.empty();
        }
    }

    private HttpAnswer get(Site site, URI uri, Secret token) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token.reveal(), "Accept", "application/json");
        try {
            return Await.result(
                    transport.send(new HttpCall("GET", uri, headers, Body.EMPTY, HttpCall.Limits.PROTOCOL)));
        } catch (TransportException e) {
            throw e.misconfigured(site.id())
                    .<TributaryException>map(Function.identity())
                    .orElseGet(() -> new Unavailable(
                            "Site '" + site.id() + "' gave no usable answer: " + e.getMessage(), LATER, e));
        }
    }
}
