package dev.tributary.gateway.connect;

import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import org.jspecify.annotations.Nullable;

/**
 * An application says whose a grant is.
 *
 * @param code the connection code that came back with the browser
 * @param owner the application, and the user who is signed in there in that browser
 * @param acceptAccount the account id that may replace a different one; absent for none
 */
public record Redemption(Secret code, Owner owner, @Nullable String acceptAccount) {}
