package dev.tributary;

import dev.tributary.authorization.Authorizations;
import dev.tributary.authorization.Callback;
import dev.tributary.authorization.Completion;
import dev.tributary.authorization.Completion.Declined;
import dev.tributary.authorization.Completion.Granted;
import dev.tributary.authorization.Connections;
import dev.tributary.authorization.Connections.PersonalToken;
import dev.tributary.authorization.Disconnected;
import dev.tributary.authorization.HandedIn.ApiToken;
import dev.tributary.authorization.HandedIn.Password;
import dev.tributary.authorization.HandedIn.ServiceAccount;
import dev.tributary.confluence.Confluence;
import dev.tributary.confluence.ConfluenceServices;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.Credential.Scheme;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Connects the users of an application to Confluence, and calls Confluence as each of them.
 *
 * <p>One for a program, made by {@link #builder()}; thread-safe. Its methods block for the store and for Confluence, except
 * where they say otherwise. All throw {@link dev.tributary.model.TributaryException}s: {@link
 * dev.tributary.model.Unavailable} when a later try may succeed, {@link dev.tributary.model.Misconfigured} when an operator
 * has to act, and what each method names.
 */
public final class Tributary implements AutoCloseable {

    private static final int PAGE = 1000;

    private final Engine engine;

    Tributary(Engine engine) {
        this.engine = engine;
    }

    /** Begins the settings of a Tributary. */
    public static TributaryBuilder builder() {
        return new TributaryBuilder();
    }

    /**
     * Begins to send a user to Confluence. Nothing happens before {@link NewAuthorization#begin()}.
     *
     * @param user the application's own id of its user, see {@link Owner}
     * @param site the id of the site
     */
    public NewAuthorization authorize(String user, String site) {
        return new NewAuthorization(engine.authorizations(), owner(user), site);
    }

    /**
     * Connects the user who came back from Confluence: in the handler of the redirect URI.
     *
     * <p>Throws {@link AuthorizationFailed} when the user denied, or the callback does not belong to this browser, site and
     * user, or has been used; nothing has changed then. {@code ACCOUNT_CHANGED} among its reasons says that the user is
     * connected with another Confluence account: {@link #disconnect} that one first if the user wants so.
     *
     * @param callback what arrived at the redirect URI
     * @param user who is signed in at the application in this browser now, never a value that came with the request: else
     *     somebody could be made to connect an account for somebody else (RFC 9700 section 4.7)
     */
    public Connection complete(Callback callback, String user) {
        return completeAndReturn(callback, user).connection();
    }

    /** As {@link #complete}, and hands back the page of the application that the flow was begun with. */
    public Returned completeAndReturn(Callback callback, String user) {
        return completeAndReturn(callback, user, SiteChooser.NOBODY);
    }

    /**
     * As {@link #completeAndReturn(Callback, String)}, and asks which site is meant where the user's account has several at
     * Confluence Cloud. Nobody is asked again when the user connects again: the choice is kept until they disconnect.
     *
     * <p>Throws {@link AuthorizationFailed} with {@code SITE_NOT_CHOSEN} when nobody chooses.
     */
    public Returned completeAndReturn(Callback callback, String user, SiteChooser chooser) {
        Completion completion = engine.authorizations().complete(callback.signedIn(owner(user)));
        if (completion instanceof Granted granted) {
            return new Returned(
                    establish(granted, chooser),
                    granted.intent().returnTo(),
                    engine.connections().missing(granted));
        }
        throw ((Declined) completion).failure();
    }

    private Connection establish(Granted granted, SiteChooser chooser) {
        try {
            Granted settled = engine.connections().settled(granted);
            Optional<CloudSite> chosen = settled.needsChoice() ? chooser.choose(settled.sites()) : Optional.empty();
            Granted one = chosen.map(site -> settled.at(site.id())).orElse(settled);
            return engine.connections().establish(one, null);
        } catch (AuthorizationFailed e) {
            engine.connections().refuse(granted);
            throw e;
        }
    }

    /**
     * Connects a user with a personal access token, having asked Confluence whose it is. Such a token has all rights of its
     * user, and no scopes.
     *
     * <p>Throws {@link AuthorizationFailed} when Confluence does not accept the token, or the user is connected with another
     * account.
     */
    public Connection connectWithPersonalAccessToken(String user, String site, Secret token) {
        return engine.connections()
                .connectWithPersonalAccessToken(new PersonalToken(owner(user), site, token, null, null));
    }

    /**
     * Connects a user with an API token of Confluence Cloud, having asked Confluence whose it is. The site has to name one site of
     * Cloud: by its address, where tokens without scopes work, and by its cloud id as well for those with scopes.
     *
     * <p>Throws {@link AuthorizationFailed} when Confluence does not accept the token, or the user is connected with another
     * account; {@link dev.tributary.model.Misconfigured} when the site is not named; {@link IllegalArgumentException} for what is no
     * address, or for an end more than a year away.
     *
     * @param user the application's own id of its user
     * @param site the id of the site
     * @param email the address of the account that made the token
     * @param token the token
     * @param expiresAt when it ends, as its user says; absent if unknown, and then its end is not in sight
     */
    public Connection connectWithApiToken(
            String user, String site, String email, Secret token, @Nullable Instant expiresAt) {
        return engine.connections().connect(new ApiToken(owner(user), site, email, token, expiresAt, null));
    }

    /**
     * Connects a user by name and password at a Data Center that {@linkplain
     * dev.tributary.deployment.DataCenter#allowingBasicPasswords allows} it, having asked Confluence whose they are. They are shown to
     * Confluence once, and never again once it has refused them.
     *
     * <p>Throws {@link AuthorizationFailed} when Confluence does not accept them, demands a CAPTCHA, or does not take passwords, or the
     * user is connected with another account; {@link IllegalArgumentException} for a name with a colon.
     */
    public Connection connectWithPassword(String user, String site, String username, Secret password) {
        return engine.connections().connect(new Password(owner(user), site, username, password, null));
    }

    /**
     * Connects a user of the application as the service account that the site's registration is: no person stands behind it, and
     * whoever calls with the connection does what that account may do. It is renewed by asking again.
     *
     * <p>Throws {@link dev.tributary.model.Misconfigured} when the registration is no service account's, or opens several sites of
     * Confluence Cloud of which the site names none; {@link AuthorizationFailed} when the user is connected with another account;
     * {@link IllegalArgumentException} for scopes beyond the site's.
     *
     * @param user under which name of the application's; need not be a person either
     * @param site the id of the site
     * @param scopes what to ask for on Data Center instead of the site's scopes; on Cloud they belong to the registration
     */
    public Connection connectServiceAccount(String user, String site, String... scopes) {
        return engine.connections().connect(new ServiceAccount(owner(user), site, List.of(scopes), null));
    }

    /** Returns a user's connection at a site, unless there is none or it was disconnected. */
    public Optional<Connection> connection(String user, String site) {
        return engine.connections()
                .find(owner(user), site)
                .filter(connection -> connection.state().status() != Status.DISCONNECTED);
    }

    /**
     * Returns the connections whose users have to connect again before an instant, or at once: those whose grant reaches its
     * age, whose token nothing renews, which could not be renewed for weeks, and those with {@link Status#RECONNECT_REQUIRED}.
     * In the order of their ids, and read page by page as the stream is.
     */
    public Stream<Connection> endingBefore(Instant end) {
        ConnectionQuery first = new ConnectionQuery(Owner.DEFAULT_APP, null, null, null, null, PAGE).endingBefore(end);
        return Stream.iterate(
                        connections().list(first),
                        page -> !page.isEmpty(),
                        page -> connections()
                                .list(first.behind(page.get(page.size() - 1).id())))
                .flatMap(List::stream);
    }

    /** Returns Confluence as a connection's user sees it. Does not block. */
    public Confluence confluence(Connection connection) {
        return new Confluence(connection, engine.services());
    }

    /**
     * Returns an access token that lives at least {@code minValidity} longer, renewed if need be; at once when there is a
     * fresh one.
     *
     * <p>Throws {@link dev.tributary.model.NotConnected} or {@link dev.tributary.model.GrantEnded} when the user has to
     * connect, and {@link IllegalArgumentException} for a connection by API token or password, which has no token that could be shown
     * by itself. On Data Center the token ends when the connection is renewed next, so ask again for each use.
     */
    public Secret accessToken(Connection connection, Duration minValidity) {
        if (connection.kind().scheme() == Scheme.BASIC) {
            throw new IllegalArgumentException(
                    "A connection of kind %s has no access token. Call Confluence with confluence(connection)."
                            .formatted(connection.kind()));
        }
        return Await.result(engine.tokens().accessToken(connection.id(), minValidity))
                .value();
    }

    /**
     * Ends a connection: its tokens are erased here, and revoked at Confluence where that is possible; the result says what
     * happened there. Doing so again changes nothing.
     */
    public Disconnected disconnect(Connection connection) {
        return engine.connections().disconnect(connection.id());
    }

    /** Returns what hands out tokens without blocking. */
    public Tokens tokens() {
        return engine.tokens();
    }

    /** Returns the flow step by step, for programs that serve several applications or confirm a grant later. */
    public Authorizations authorizations() {
        return engine.authorizations();
    }

    /** Returns all connections of all applications. */
    public Connections connections() {
        return engine.connections();
    }

    /** Returns what it takes to call Confluence by other means than {@link #confluence}. */
    public ConfluenceServices services() {
        return engine.services();
    }

    /** Stops renewing. A renewal under way still ends and is saved. Neither store nor transport given by the caller is closed. */
    @Override
    public void close() {
        engine.close();
    }

    private static Owner owner(String user) {
        return new Owner(Owner.DEFAULT_APP, user);
    }
}
