package dev.tributary.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The user did not become connected. Nothing that was there before has changed; the user may start again. */
public final class AuthorizationFailed extends TributaryException {

    private static final long serialVersionUID = 1L;

    /** Why the flow ended without a connection. */
    public enum Reason {
        /** The user pressed Deny. */
        DENIED("The user denied access. Start again if that was a mistake."),
        /** The callback is malformed: a parameter is missing or given twice, or code and error came together. */
        INVALID_CALLBACK("The callback is not one that Confluence would send. Start again."),
        /** The state is unknown or was used before. */
        UNKNOWN_STATE("This sign-in is unknown or was already used. Start again."),
        /** The state is too old. */
        EXPIRED_STATE("This sign-in has taken too long. Start again."),
        /** The callback arrived for another site than the flow was begun for (mix-up). */
        WRONG_SITE("The callback belongs to another site. Start again."),
        /** The site's address was edited after the flow had begun, or before its grant was a connection. */
        SITE_MOVED(
                "The site has another address than when this sign-in began, and nothing was sent there. Start again."),
        /** The callback came from another browser, or without the cookie. */
        WRONG_BROWSER("The callback came from another browser than the one that began. Start again in one browser."),
        /** Another user is signed in now than the one who began. */
        WRONG_USER("Another user is signed in than the one who began. Sign in as that user and start again."),
        /** Confluence refused the scope. */
        INVALID_SCOPE("Confluence refused the scope asked for. An administrator must widen the application link."),
        /** Confluence answered the authorization request with another error. */
        REFUSED("Confluence refused the request. Start again; if it happens again, tell the operator."),
        /** Confluence refused the code: it was too old or already used. */
        CODE_REFUSED(
                "Confluence refused the code. Start again. If it does so again, tell the operator that the redirect URL or"
                        + " the base URL may differ from the application link in Confluence."),
        /** The token was issued, but Confluence serves it as anonymous or does not say whom it belongs to. */
        NOT_SERVED(
                "Confluence issued a token and then did not recognise its user. Tell the operator: a proxy in front of Confluence may remove the Authorization header."),
        /** Confluence serves the personal access token as anonymous, or it has expired. */
        TOKEN_REFUSED("Confluence does not accept this personal access token. Make a new one and enter that."),
        /** A token pair that another client obtained is of no use. */
        PAIR_REFUSED(
                "The tokens that another client obtained are not accepted, or are over and cannot be renewed. Let the user connect"
                        + " again."),
        /** Confluence knows nobody by the API token and the address, or the token has expired. */
        API_TOKEN_REFUSED(
                "Confluence does not accept this API token with this e-mail address. Make a new one and enter that. One that has"
                        + " scopes works only where the site's cloud id is set."),
        /** The API token may not ask whose it is. */
        TOKEN_TOO_NARROW(
                "The API token lacks the scope that lets its user be named. Make a new one that has read:confluence-user too."),
        /** Confluence does not accept name and password. */
        PASSWORD_REFUSED(
                "Confluence does not accept this name and password. Enter both again, with care: after a few wrong ones"
                        + " Confluence demands a CAPTCHA."),
        /** Confluence takes no password of this user before a CAPTCHA is solved; trying again makes it worse. */
        CAPTCHA_DUE(
                "Confluence demands a CAPTCHA of this user, and takes no password before. Sign in to Confluence with a browser"
                        + " first, and enter the password again then."),
        /** The site does not take a credential of that kind. */
        NOT_OFFERED(
                "The site does not take this kind of credential. API tokens are for Confluence Cloud; personal access tokens are"
                        + " for Data Center, and passwords too, where the site's settings allow them."),
        /** The user's account has no site of Confluence Cloud that this application may use. */
        NO_SITE(
                "This Atlassian account has no Confluence site that the application may use. Sign in with another account, or have"
                        + " the site's administrator let the application in."),
        /** The grant opens several sites of Confluence Cloud, and it was not said which is meant. */
        SITE_NOT_CHOSEN("The account has several Confluence sites. Start again and choose one."),
        /** The user already has a connection with another Confluence account. */
        ACCOUNT_CHANGED("The user is connected with another Confluence account. Confirm that the account may change.");

        private final String remedy;

        Reason(String remedy) {
            this.remedy = remedy;
        }
    }

    private final Reason reason;
    private final transient @Nullable Account account;

    /** Names the reason and the site. */
    public AuthorizationFailed(Reason reason, String site) {
        this(reason, site, null);
    }

    private AuthorizationFailed(Reason reason, String site, @Nullable Account account) {
        super("Connecting to site '%s' failed. %s".formatted(site, reason.remedy), null);
        this.reason = reason;
        this.account = account;
    }

    /** Says that a user is connected to a site with another account than the one that would be connected now. */
    public static AuthorizationFailed accountChanged(String site, Account now) {
        return new AuthorizationFailed(Reason.ACCOUNT_CHANGED, site, now);
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    /** Returns the account that would be connected now, with {@link Reason#ACCOUNT_CHANGED}. */
    public Optional<Account> account() {
        return Optional.ofNullable(account);
    }
}
