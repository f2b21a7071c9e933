package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.store.Share.Member;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Turns rows with secrets into rows with ciphertexts, and back. */
final class Sealing {

    private static final String ACCESS = "access_token";
    private static final String REFRESH = "refresh_token";
    private static final String CARRIER = "carrier";

    private final LiveKeys keys;

    Sealing(LiveKeys keys) {
        this.keys = keys;
    }

    StoredConnection seal(StoredConnection plain) {
        Connection place = plain.connection();
        return mapped(plain, (secret, field) -> keys.seal(secret, AssociatedData.of(place, field)));
    }

    StoredConnection open(StoredConnection sealed) {
        Connection place = sealed.connection();
        return mapped(
                sealed,
                (secret, field) -> open(
                        secret, AssociatedData.of(place, field), "The tokens of connection " + place.id() + " were"));
    }

    Ticket seal(Ticket plain) {
        return plain.with(keys.seal(plain.content(), AssociatedData.of(plain)));
    }

    Ticket open(Ticket sealed) {
        return sealed.with(
                open(sealed.content(), AssociatedData.of(sealed), "A ticket of kind '" + sealed.kind() + "' was"));
    }

    /** Returns the secrets of a row but for its spares, sealed or not. */
    static Stream<Secret> secrets(StoredConnection row) {
        return Stream.concat(
                Stream.ofNullable(row.current()).flatMap(Sealing::secrets),
                row.share() instanceof Member member ? Stream.of(member.carrier()) : Stream.empty());
    }

    /** Returns the secrets of a pair, sealed or not. */
    static Stream<Secret> secrets(HeldPair held) {
        return Stream.of(held.tokens().accessToken(), held.tokens().refreshToken())
                .filter(Objects::nonNull);
    }

    private Secret open(Secret sealed, byte[] associatedData, String what) {
        try {
            return keys.open(sealed, associatedData);
        } catch (GeneralSecurityException e) {
            Keyset keyset = keys.newest();
            throw new Misconfigured(keyset.name(), what + " not encrypted with this keyset" + why(keyset, sealed));
        }
    }

    private static String why(Keyset keyset, Secret sealed) {
        OptionalLong key = Keyset.keyOf(sealed);
        return key.isEmpty() || keyset.has(key.getAsLong())
                ? ", or were changed in the store from outside. Nothing was overwritten; restore the keyset or the row."
                : " but with key " + key.getAsLong()
                        + ", which it lacks. Nothing was overwritten. If another node has the key,"
                        + " copy its keyset to this one; else restore the keyset from the backup.";
    }

    private interface Mapping {
        Secret apply(Secret secret, String field);
    }

    private static StoredConnection mapped(StoredConnection row, Mapping mapping) {
        HeldPair current = row.current();
        List<HeldPair> spares = IntStream.range(0, row.spares().size())
                .mapToObj(i -> mapped(row.spares().get(i), "spare_" + i + "_", mapping))
                .toList();
        StoredConnection mapped = row.with(current == null ? null : mapped(current, "", mapping), spares);
        return row.share() instanceof Member member
                ? mapped.with(new Member(mapping.apply(member.carrier(), CARRIER)))
                : mapped;
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
}
