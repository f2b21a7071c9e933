package dev.tributary.confluence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCenterScopesTest {

    private static final Connection ALICE = Samples.connectionOf("alice");

    private final AnswerReader reader = new DataCenterAnswers();

    @ParameterizedTest(name = "{0} {1} with {2} lacks {3}")
    @CsvSource(nullValues = "-", textBlock = """
            GET,    /rest/api/content,               READ,         -
            HEAD,   /rest/api/content/1?x=y,         READ,         -
            POST,   /rest/api/content,               READ,         WRITE
            PUT,    /rest/api/content/1,             READ,         WRITE
            DELETE, /rest/api/content/1,             WRITE,        -
            GET,    /rest/api/audit,                 WRITE,        ADMIN
            POST,   /rest/api/admin/user,            WRITE,        ADMIN
            POST,   /rest/api/admin/user,            ADMIN,        -
            GET,    /rest/api/administered,          READ,         -
            POST,   /rest/api/backup-restore/backup, ADMIN,        SYSTEM_ADMIN
            POST,   /rest/api/backup-restore/backup, SYSTEM_ADMIN, -
            POST,   /rest/api/content,               other,        -
            POST,   /rest/api/content,               -,            -
            """)
    void a_refusal_that_the_scope_explains_names_the_one_that_is_missing(
            String method, String target, String scope, String missing) {
        List<String> scopes = scope == null ? List.of() : List.of(scope);
        Connection connection = new Connection(
                ALICE.id(),
                ALICE.owner(),
                ALICE.site(),
                ALICE.origin(),
                ALICE.kind(),
                ALICE.account(),
                scopes,
                ALICE.state(),
                ALICE.dates());

        Meaning refused = missing == null ? new Meaning.Served() : new Meaning.ScopeMissing(List.of(missing));
        assertThat(read(connection, method, target, 403)).isEqualTo(refused);
        assertThat(read(connection, method, target, 404)).isEqualTo(new Meaning.Served());
    }

    private Meaning read(Connection connection, String method, String target, int status) {
        Map<String, String> headers = Map.of("X-AUSERNAME", "alice");
        return reader.read(new Answer(
                connection,
                method,
                target,
                status,
                name -> Optional.ofNullable(headers.get(name)),
                Instant.parse("2026-11-24T12:00:00Z"),
                ""));
    }
}
