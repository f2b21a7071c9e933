package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import java.security.GeneralSecurityException;

/** Turns rows with secrets into rows with ciphertexts, and back. */
final class Sealing {

    private static final String ACCESS = "access_token";
    private static final String REFRESH = "refresh_token";

    private final Keyset keyset;

    Sealing(Keyset keyset) {
        this.keyset = keyset;
    }

    StoredConnection seal(StoredConnection plain) {
        Connection place = plain.connection();
        return mapped(plain, (secret, field) -> keyset.seal(secret, AssociatedData.of(place, field)));
    }

    StoredConnection open(StoredConnection sealed) {
        Connection place = sealed.connection();
        return mapped(
                sealed,
                (secret, field) -> open(
                        secret, AssociatedData.of(place, field), "The tokens of connection " + place.id() + " were"));
    }

    Ticket seal(Ticket plain) {
        return with(plain, keyset.seal(plain.content(), AssociatedData.of(plain)));
    }

    Ticket open(Ticket sealed) {
        return with(
                sealed,
                open(sealed.content(), AssociatedData.of(sealed), "A ticket of kind '" + sealed.kind() + "' was"));
    }

    private Secret open(Secret sealed, byte[] associatedData, String what) {
        try {
            return keyset.open(sealed, associatedData);
        } catch (GeneralSecurityException e) {
            throw new Misconfigured(
                    keyset.name(),
                    what + " not encrypted with this keyset, or were changed in the store from outside."
                            + " Nothing was overwritten; restore the keyset or the row.");
        }
    }

    private interface Change {
        Secret apply(Secret secret, String field);
    }

    private static StoredConnection mapped(StoredConnection row, Change change) {
        TokenPair pair = row.tokens();
        if (pair == null) {
            return row;
        }
        Secret refresh = pair.refreshToken();
        return new StoredConnection(
                row.connection(),
                new TokenPair(
                        change.apply(pair.accessToken(), ACCESS),
                        refresh == null ? null : change.apply(refresh, REFRESH),
                        pair.expiresAt(),
                        pair.renewAt(),
                        pair.grantEndsAt()));
    }

    private static Ticket with(Ticket ticket, Secret content) {
        return new Ticket(ticket.kind(), ticket.key(), ticket.group(), content, ticket.expiresAt());
    }
}
