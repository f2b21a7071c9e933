package dev.tributary.gateway.connect;

import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import java.util.List;

/** What became of a connection code. */
public sealed interface Redeemed {

    /**
     * The user is connected.
     *
     * @param connection the connection, as it is now
     * @param first whether it was this very redemption that connected, and not an earlier one
     * @param missing what was asked for and not granted
     */
    record Confirmed(Connection connection, boolean first, List<String> missing) implements Redeemed {}

    /** The grant was made for another user. It has been revoked. */
    record OtherUser() implements Redeemed {}

    /**
     * The user is connected with another account. Nothing has changed.
     *
     * @param connected the account of the connection that there is
     * @param granted the account of the grant
     */
    record OtherAccount(Account connected, Account granted) implements Redeemed {}

    /** The site's address was edited after the user had consented. The grant is erased, and nothing was sent to the new address. */
    record Moved() implements Redeemed {}

    /** The code was used, or has expired. */
    record Over() implements Redeemed {}

    /** The code is being redeemed by another request just now. */
    record Busy() implements Redeemed {}

    /** The application never got such a code, or that is long ago. */
    record Unknown() implements Redeemed {}
}
