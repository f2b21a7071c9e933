package dev.tributary.cli;

import dev.tributary.cli.person.Printable;
import dev.tributary.model.Account;
import dev.tributary.model.AuthorizationFailed;

/** Somebody signed in with another account than before; what the account before granted is left as it is. */
final class AccountDiffers extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AccountDiffers(String site, AuthorizationFailed failure) {
        super(
                "You came back as %s, and are signed in at %s with another account. Run: tributary logout --site %s, and sign in then."
                        .formatted(
                                failure.account()
                                        .map(Account::displayName)
                                        .map(Printable::line)
                                        .orElse("somebody else"),
                                site,
                                site),
                failure);
    }
}
