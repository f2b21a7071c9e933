package dev.tributary.authorization;

import dev.tributary.deployment.AccountFields;
import dev.tributary.deployment.CaptchaDemand;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.ScopeRefusal;
import dev.tributary.deployment.Site;
import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.http.Transport;
import dev.tributary.http.TransportException;
import dev.tributary.model.Account;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.Credential;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Asks a site what it knows about a credential. Blocking. */
final class WhoAmI {

    private static final Duration LATER = Duration.ofSeconds(30);

    private static final String READ_ME = "read:me";
    private static final String CURRENT_USER = "/wiki/rest/api/user/current";

    private final Transport transport;

    WhoAmI(Transport transport) {
        this.transport = transport;
    }

    /** Returns whom a credential belongs to; empty if the site does not recognise its user. */
    Optional<Account> account(Site site, Credential credential) {
        return account(site, credential, usual(site));
    }

    /** As above, for a connection's token. */
    Optional<Account> account(Site site, Credential credential, Connection connection) {
        return account(site, credential, question(site, connection.scopes(), connection.origin()));
    }

    /** As above, for a new token with these scopes that opens these sites of Cloud. */
    Optional<Account> account(Site site, Credential credential, List<String> scopes, List<CloudSite> sites) {
        Question question = site.deployment() instanceof Cloud cloud && !sites.isEmpty()
                ? question(site, scopes, cloud.origin(sites.get(0).id()))
                : usual(site);
        return account(site, credential, question);
    }

    /** As above, for a credential that is shown at that address of Confluence Cloud and nowhere else. */
    Optional<Account> account(Site site, Credential credential, URI origin) {
        Question question = new Question(URI.create(origin + CURRENT_USER), AccountFields.CONFLUENCE_CLOUD);
        HttpAnswer answer = get(site, question.uri(), credential);
        if (ScopeRefusal.isOne(answer.status(), answer.body().text())) {
            throw new AuthorizationFailed(Reason.TOKEN_TOO_NARROW, site.id());
        }
        return read(site, answer, question);
    }

    /** As above, for a name and a password. Throws {@link AuthorizationFailed} when a CAPTCHA is due. */
    Optional<Account> passwordAccount(Site site, Credential credential) {
        Question question = usual(site);
        HttpAnswer answer = get(site, question.uri(), credential);
        if (CaptchaDemand.isOne(answer.status(), answer.joined("X-Seraph-LoginReason"))) {
            throw new AuthorizationFailed(Reason.CAPTCHA_DUE, site.id());
        }
        return read(site, answer, question);
    }

    private Optional<Account> account(Site site, Credential credential, Question question) {
        return read(site, get(site, question.uri(), credential), question);
    }

    private static Optional<Account> read(Site site, HttpAnswer answer, Question question) {
        AccountAnswer.trouble(site, answer).ifPresent(trouble -> {
            throw trouble;
        });
        return AccountAnswer.read(answer, question.fields());
    }

    /** Where to ask, and how the answer is to be read. */
    private record Question(URI uri, AccountFields fields) {}

    private static Question usual(Site site) {
        return new Question(
                site.deployment().endpoints().whoAmI(),
                site.deployment().dialect().account());
    }

    /** An account is the same at all of its sites, so that any of them can tell where the account itself may not be asked. */
    private static Question question(Site site, List<String> scopes, URI origin) {
        boolean cloud = site.deployment() instanceof Cloud;
        return !cloud || scopes.contains(READ_ME)
                ? usual(site)
                : new Question(URI.create(origin + CURRENT_USER), AccountFields.CONFLUENCE_CLOUD);
    }

    /** Returns the sites of Confluence Cloud that a token opens and that may be chosen; none where the base URL is the site. */
    List<CloudSite> sites(Site site, Credential credential) {
        return opened(site, credential).stream()
                .filter(found -> mayBeChosen(site, found))
                .toList();
    }

    /** Says whether a site is the one that an operator has allowed, if only one is. */
    static boolean mayBeChosen(Site site, CloudSite found) {
        return !(site.deployment() instanceof Cloud cloud)
                || ((cloud.onlySite() == null || found.url().equals(cloud.onlySite()))
                        && (cloud.onlyCloudId() == null || found.id().equals(cloud.onlyCloudId())));
    }

    /** Returns all sites of Confluence Cloud that a token opens, whether or not users may be connected to them here. */
    List<CloudSite> opened(Site site, Credential credential) {
        return site.deployment() instanceof Cloud cloud
                ? ResourcesAnswer.read(site, cloud, get(site, cloud.resources().orElseThrow(), credential))
                : List.of();
    }

    /** Returns when a personal access token ends, where the site lets that be found out; asking never harms. */
    Optional<Instant> expiry(Site site, Credential credential) {
        URI list = site.deployment().endpoints().personalTokens();
        if (list == null) {
            return Optional.empty();
        }
        try {
            return PersonalTokens.onlyExpiry(get(site, list, credential));
        } catch (TributaryException e) {
            return Optional.empty();
        }
    }

    private HttpAnswer get(Site site, URI uri, Credential credential) {
        Map<String, String> headers =
                Map.of("Authorization", credential.field().reveal(), "Accept", "application/json");
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
