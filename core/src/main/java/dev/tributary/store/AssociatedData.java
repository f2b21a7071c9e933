package dev.tributary.store;

import dev.tributary.model.Connection;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a ciphertext is bound to, so that it opens in its own place and nowhere else. Each part is preceded by its length:
 * otherwise user {@code ab} at site {@code c} and user {@code a} at site {@code bc} would be one place.
 */
final class AssociatedData {

    private AssociatedData() {}

    /** The origin is bound as well: who may write the database must not send a token elsewhere. */
    static byte[] of(Connection connection, String field) {
        return of(
                "connection",
                connection.owner().app(),
                connection.owner().user(),
                connection.site(),
                connection.origin().toString(),
                connection.id().value(),
                field,
                Long.toString(connection.state().generation()));
    }

    static byte[] of(Ticket ticket) {
        return of("ticket", ticket.kind(), ticket.key(), "content");
    }

    private static byte[] of(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String part : parts) {
                byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
