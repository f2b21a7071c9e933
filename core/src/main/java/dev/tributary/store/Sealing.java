package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;

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

    private interface Mapping {
        Secret apply(Secret secret, String field);
    }

    private static StoredConnection mapped(StoredConnection row, Mapping mapping) {
        HeldPair current = row.current();
        List<HeldPair> spares = IntStream.range(0, row.spares().size())
                .mapToObj(i -> mapped(row.spares().get(i), "spare_" + i + "_", mapping))
                .toList();
        return row.with(current == null ? null : mapped(current, "", mapping), spares);
    }

    /** Each place among the spares is a place of its own: swapped, they do not open. */
    private static HeldPair mapped(HeldPair held, String place, Mapping mapping) {
        TokenPair pair = held.tokens();
        Secret refresh = pair.refreshToken();
        TokenPair mapped = new TokenPair(
                mapping.apply(pair.accessToken(), place + ACCESS),
                refresh == null ? null : mapping.apply(refresh, place + REFRESH),
                pair.expiresAt(),
                pair.renewAt(),
                pair.grantEndsAt());
        return new HeldPair(mapped, held.sentAt(), held.intents());
    }

    private static Ticket with(Ticket ticket, Secret content) {
        return new Ticket(ticket.kind(), ticket.key(), ticket.group(), content, ticket.expiresAt());
    }
}
