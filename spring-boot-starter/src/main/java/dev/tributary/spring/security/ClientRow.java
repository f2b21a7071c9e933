package dev.tributary.spring.security;

import dev.tributary.authorization.HandedIn.Adopted;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** A row of Spring Security's table. Its tokens are in it in clear text until they are wrapped here. */
record ClientRow(
        String registration,
        String principal,
        @Nullable Secret accessToken,
        @Nullable Secret refreshToken,
        @Nullable Instant issuedAt,
        @Nullable Instant expiresAt,
        List<String> scopes) {

    static final String COLUMNS = "client_registration_id, principal_name, access_token_value, refresh_token_value,"
            + " access_token_issued_at, access_token_expires_at, access_token_scopes";

    /** Its times are local ones, without a zone. */
    static ClientRow read(ResultSet row, ZoneId zone) throws SQLException {
        Calendar local = Calendar.getInstance(TimeZone.getTimeZone(zone), Locale.ROOT);
        String scopes = row.getString(7);
        return new ClientRow(
                row.getString(1),
                row.getString(2),
                secret(row.getBytes(3)),
                secret(row.getBytes(4)),
                instant(row.getTimestamp(5, local)),
                instant(row.getTimestamp(6, local)),
                scopes == null || scopes.isBlank()
                        ? List.of()
                        : List.of(scopes.strip().split(" *, *")));
    }

    /** Throws {@link IllegalArgumentException} where the row can be nobody's, saying why. */
    Adopted pair(Owner owner, String site) {
        if (accessToken == null || issuedAt == null) {
            throw new IllegalArgumentException("The row has no access token, or does not say when it was issued.");
        }
        return new Adopted(
                owner, site, Pairs.tokens(accessToken, refreshToken, issuedAt, expiresAt), scopes, true, null, null);
    }

    private static @Nullable Secret secret(byte @Nullable [] bytes) {
        return bytes == null || bytes.length == 0 ? null : Secret.of(new String(bytes, StandardCharsets.UTF_8));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
