package dev.tributary.authorization;

import dev.tributary.authorization.Connections.PersonalToken;
import dev.tributary.authorization.HandedIn.Adopted;
import dev.tributary.authorization.HandedIn.ApiToken;
import dev.tributary.authorization.HandedIn.Password;
import dev.tributary.authorization.HandedIn.ServiceAccount;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What connects somebody without a consent. Whose it is, Confluence is asked before anything is stored. */
public sealed interface HandedIn permits PersonalToken, ApiToken, Password, ServiceAccount, Adopted {

    /** Returns for whom. */
    Owner owner();

    /** Returns the id of the site. */
    String site();

    /** Returns the account id that may replace a different one; nothing for none. */
    @Nullable
    String acceptAccount();

    /**
     * An API token of Confluence Cloud.
     *
     * @param owner for whom
     * @param site the id of the site, which has to name one site of Cloud; with its cloud id if the token has scopes
     * @param email the address of the account that made the token
     * @param token the token
     * @param expiresAt when it ends, a day to a year after it was made; absent if its user does not know
     * @param acceptAccount the account id that may replace a different one; absent for none
     */
    record ApiToken(
            Owner owner,
            String site,
            String email,
            Secret token,
            @Nullable Instant expiresAt,
            @Nullable String acceptAccount)
            implements HandedIn {}

    /**
     * Name and password at a Data Center that {@linkplain dev.tributary.deployment.DataCenter#allowingBasicPasswords allows} it.
     *
     * @param owner for whom
     * @param site the id of the site
     * @param username the name
     * @param password the password
     * @param acceptAccount the account id that may replace a different one; absent for none
     */
    record Password(
            Owner owner,
            String site,
            String username,
            Secret password,
            @Nullable String acceptAccount) implements HandedIn {}

    /**
     * The site's registration itself, as a service account.
     *
     * @param owner for whom
     * @param site the id of the site
     * @param scopes what to ask for on Data Center; empty for the site's. On Cloud they belong to the registration
     * @param acceptAccount the account id that may replace a different one; absent for none
     */
    record ServiceAccount(
            Owner owner,
            String site,
            List<String> scopes,
            @Nullable String acceptAccount) implements HandedIn {

        /** Keeps its own copy of the scopes. */
        public ServiceAccount {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * A token pair that another OAuth client obtained with the site's registration, such as a library that has run the flow itself.
     * From then on it is renewed here and nowhere else: whoever else spends its refresh token ends the grant.
     *
     * <p>A connection that was made of the same pair before stays as it is, however often it was renewed since: what is handed in then is
     * an old copy, whose refresh token may be spent. So is what is over already where its owner has a connection, or had one: that is
     * refused, unless it is asked for the newer one of both.
     *
     * <p>Where the access token is over already, nobody can be asked whose it is; the account is {@linkplain
     * dev.tributary.model.Account#isConfirmed not confirmed} until {@link Connections#confirm} has asked with a renewed one.
     *
     * @param owner for whom
     * @param site the id of the site
     * @param tokens the pair
     * @param scopes what was granted; empty where that is what the site asks for
     * @param onlyIfNewer whether a connection that was made or renewed since the pair was issued, or was ended, stays as it is
     * @param cloudId which site of Confluence Cloud is meant, and no other; absent for the only one that the pair opens, or the one that
     *     the owner had before
     * @param acceptAccount the account id that may replace a different one; absent for none
     */
    record Adopted(
            Owner owner,
            String site,
            ObtainedTokens tokens,
            List<String> scopes,
            boolean onlyIfNewer,
            @Nullable String cloudId,
            @Nullable String acceptAccount)
            implements HandedIn {

        /** Keeps its own copy of the scopes. */
        public Adopted {
            scopes = List.copyOf(scopes);
        }

        /** Returns the same for that site of Cloud. */
        public Adopted at(String chosenCloudId) {
            return new Adopted(owner, site, tokens, scopes, onlyIfNewer, chosenCloudId, acceptAccount);
        }
    }
}
