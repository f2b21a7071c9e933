package dev.tributary.simulator.environment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Everything about this Confluence that differs between real ones, or that public sources disagree about. The number in each
 * description is that of the behaviour it belongs to: 1 to 25 Data Center, 26 to 36 Cloud, 37 to 39 the simulator itself. What belongs to
 * the other edition changes nothing.
 */
public enum Switch {
    /** Behaviour 5. */
    LOOPBACK_ADDRESS_REDIRECT(
            "off", Allowed.ON_OFF, "5: http redirect URIs to 127.0.0.1 and [::1] are taken as those to localhost are"),
    /** Behaviour 5. */
    HTTP_REDIRECT(
            "off", Allowed.ON_OFF, "5: http redirect URIs to any host are taken (skip.redirect.url.https.requirement)"),
    /** Behaviour 5. */
    INTERNAL_REDIRECT_HOSTS("accepted", "accepted|refused", "5: redirect URIs to hosts that end in .corp or .internal"),
    /** Behaviour 3. */
    SCOPE_LIST("accepted", "accepted|refused", "3: several scopes with spaces between them; the greatest counts"),
    /** Behaviour 4. */
    DENY_ANSWER(
            "access_denied",
            "access_denied|error-page",
            "4: what a user who denies is sent to: the client with an error, or Confluence's own error page"),
    /** Behaviour 6. */
    CODE_LIFETIME(
            "PT10S", Allowed.DURATION, "6: how long an authorization code can be exchanged (max.client.delay.seconds)"),
    /** Behaviour 7. */
    BAD_CODE("invalid_grant", "invalid_grant|invalid_request", "7: the error for an unknown or expired code"),
    /** Behaviour 9. */
    SECRET_WITH_PKCE(
            "required",
            "required|optional",
            "9: whether a client that proves its code by PKCE must send its secret too (validate.client.secret)"),
    /** Behaviour 9. */
    WRONG_SECRET_STATUS("400", "400|401", "9: the status of invalid_client"),
    /** Behaviour 11. */
    EXPIRES_IN("present", "present|absent", "11: expires_in in token answers"),
    /** Behaviour 11. */
    CREATED_AT("present", "present|absent", "11: created_at in token answers"),
    /** Behaviour 11. */
    SCOPE_IN_ANSWER("present", "present|absent", "11: scope in token answers"),
    /** Behaviour 12. */
    ACCESS_TOKEN_LIFETIME(
            "PT1H", Allowed.DURATION, "12: how long an access token works (access.token.expiration.seconds)"),
    /** Behaviour 12. */
    REFRESH_TOKEN_LIFETIME(
            "P90D",
            Allowed.DURATION,
            "12: how long a refresh token works, from each rotation (refresh.token.expiration.seconds)"),
    /** Behaviour 12. */
    REFRESH_REUSE(
            "refuse",
            "refuse|end-family",
            "12: what a rotated refresh token does when it comes again: is refused, or ends the whole grant"),
    /** Behaviour 12. */
    REFRESH_LEEWAY(
            "PT0S",
            Allowed.DURATION,
            "12: how long a rotated pair works on, so that a lost answer can be asked for again; the answer to a second request replaces the first's"),
    /** Behaviour 13. */
    REDIRECT_URI_ON_REFRESH("optional", "optional|required", "13: whether a refresh must repeat redirect_uri"),
    /** Behaviour 14. */
    REVOKE_ENDPOINT("present", "present|absent", "14: the revocation endpoint; absent answers 404"),
    /** Behaviour 15. */
    BAD_BEARER("anonymous", "anonymous|401", "15: what a bad, expired or revoked bearer token makes of a request"),
    /** Behaviour 17. */
    RATE_LIMIT("off", Allowed.ON_OFF, "17, 35: limits each user's REST calls by a bucket of rate-limit-capacity"),
    /** Behaviour 17. */
    RATE_LIMIT_CAPACITY("100", Allowed.COUNT, "17, 35: how many calls a full bucket holds"),
    /** Behaviour 17. */
    RATE_LIMIT_FILL("10", Allowed.COUNT, "17, 35: how many calls each second brings back; 0 never refills"),
    /** Behaviour 17. */
    RATE_LIMIT_BODY("json", "json|html", "17: the body of a 429"),
    /** Behaviour 17. */
    RATE_LIMIT_RETRY_AFTER(
            "true", "true|zero|max|absent", "17, 35: Retry-After of a 429: the true wait, 0, Long.MAX_VALUE, or none"),
    /** Behaviour 18. */
    XSRF_CHECK(
            "on",
            Allowed.ON_OFF,
            "18: refuses POST with a browser's User-Agent, and uploads without X-Atlassian-Token: no-check"),
    /** Behaviour 20. */
    BASIC_AUTHENTICATION(
            "on", Allowed.ON_OFF, "20: name and password in the Authorization header; off refuses them all"),
    /** Behaviour 20. */
    CAPTCHA("off", Allowed.ON_OFF, "20: a CAPTCHA is due: Basic is refused as AUTHENTICATION_DENIED"),
    /** Behaviour 21. */
    PERSONAL_TOKEN_STATUS("201", "200|201", "21: the status of a created personal access token"),
    /** Behaviour 23. */
    CLIENT_CREDENTIALS("off", Allowed.ON_OFF, "23: grant_type=client_credentials, for service accounts; in Cloud too"),
    /** Behaviour 24. */
    ANONYMOUS_ACCESS("off", Allowed.ON_OFF, "24: whether callers without a user may read public content"),
    /** Behaviour 25. */
    HTTP_BASE_URL(
            "off",
            Allowed.ON_OFF,
            "25: an http base URL other than localhost may serve OAuth (skip.base.url.https.requirement)"),
    /** Behaviour 27. */
    CLOUD_REFRESH_LEEWAY(
            "PT10M", Allowed.DURATION, "27: how long a spent refresh token of Cloud works on, from its first use"),
    /** Behaviour 27. */
    LEEWAY_REPLAY(
            "every",
            "every|newest|newest-kills|until-used",
            "27: which spent refresh tokens the leeway is for: every one; or those that no later use of an earlier one has replaced, and whether such a one ends its family; or only while their successor was not used"),
    /** Behaviour 27. */
    REUSE_ENDS(
            "family",
            "family|grant",
            "27: what a spent refresh token ends that comes after the leeway: what descends from its own consent, or all of the app's grant"),
    /** Behaviour 27. */
    ABSOLUTE_LIFETIME(
            "P365D", Allowed.DURATION, "27: how long refresh tokens of Cloud work at most, however often renewed"),
    /** Behaviour 27. */
    ABSOLUTE_LIFETIME_FROM(
            "first-consent",
            "first-consent|each-consent",
            "27: from when that counts: the first consent to the app, or the one the token descends from"),
    /** Behaviour 28. */
    DEAD_REFRESH(
            "invalid_grant", "invalid_grant|unauthorized_client", "28: the word of the 403 for a dead refresh token"),
    /** Behaviour 30. */
    RESOURCES(
            "by-product",
            "by-product|split|empty",
            "30: accessible-resources: an entry for each product of a site; two with half of the scopes each; or none"),
    /** Behaviour 30. */
    CONFLUENCE_LICENSE(
            "present",
            "present|absent",
            "30: whether users have Confluence at their site; without it each call is 403"),
    /** Section 2, version 1. */
    V1_CONTENT("gone", "gone|served", "content and spaces of version 1 at Cloud's API host: 410, or as ever"),
    /** Section 2, version 1. */
    V1_LABELS_AND_UPLOADS(
            "served", "served|gone", "labels, uploads and downloads of version 1 at Cloud's API host: as ever, or 410"),
    /** Section 3, downloads. */
    DOWNLOAD_ANSWER(
            "redirect",
            "redirect|bytes",
            "how Cloud sends an attachment: from its media host, after a redirect there, or at once"),
    /** Behaviour 32. */
    EXPIRED_TOKEN(
            "401",
            "401|403-404",
            "32: the status for an expired access token of Cloud: 401, or 403 on v1 and 404 on v2"),
    /** Behaviour 35. */
    RATE_LIMIT_REASON(
            "confluence-burst-based",
            "confluence-burst-based|confluence-quota-global-based|confluence-quota-tenant-based",
            "35: RateLimit-Reason of Cloud's 429; a quota is shared by all users of a site, or of all sites"),
    /** Behaviour 36. */
    REFRESH_ANSWER(
            "rotates",
            "rotates|keeps",
            "36: whether a renewal brings a new refresh token, or none and the old one stays"),
    /** Section 2, codes. */
    CLOUD_CODE_LIFETIME("PT5M", Allowed.DURATION, "how long an authorization code of Cloud can be exchanged"),
    /** Section 2, PKCE. */
    CLOUD_PKCE("checked", "checked|ignored", "whether Cloud looks at code_challenge and code_verifier"),
    /** Section 2, authorize. */
    PLUS_IN_QUERY("literal", "literal|space", "what + means in the query of Cloud's authorize: itself, or a space"),
    /** Section 1, token errors. */
    ERROR_LANGUAGE("en", "en|de|fr|ja", "the language of error_description, which nobody should match on");

    private final String defaultValue;
    private final String allowed;
    private final String description;

    Switch(String defaultValue, String allowed, String description) {
        this.defaultValue = defaultValue;
        this.allowed = allowed;
        this.description = description;
    }

    /** Returns the name for people and programs, in kebab case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the value it has unless set. */
    public String defaultValue() {
        return defaultValue;
    }

    /** Returns the words it takes, or one phrase that describes its values. */
    public List<String> allowed() {
        return Allowed.described(allowed);
    }

    /** Returns what it does. */
    public String description() {
        return description;
    }

    /**
     * Returns the switch of that name.
     *
     * @throws IllegalArgumentException when there is none; the message lists them all
     */
    public static Switch named(String key) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no switch \"" + key + "\". There are: "
                        + Arrays.stream(values()).map(Switch::key).collect(Collectors.joining(", "))));
    }

    void check(String value) {
        if (!Allowed.accepts(allowed, value)) {
            throw new IllegalArgumentException("The switch " + key() + " does not take \"" + value + "\". It takes: "
                    + String.join(", ", allowed()));
        }
    }
}
