package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.databases.Login;
import dev.tributary.databases.MariaServer;
import dev.tributary.evidence.FreePort;
import dev.tributary.gateway.doctor.Check;
import dev.tributary.gateway.doctor.Checked;
import dev.tributary.gateway.doctor.Finding;
import dev.tributary.gateway.doctor.Report;
import dev.tributary.gateway.doctor.Severity;
import dev.tributary.simulator.Edition;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor before a real MariaDB. */
@SuppressWarnings("NullAway.Init")
class DoctorOnMariaTest {

    @TempDir
    Path directory;

    private Patient patient;
    private Login database;

    @BeforeEach
    void start() {
        database = MariaServer.newLogin();
        patient = new Patient(Edition.DATA_CENTER, directory);
        patient.more = "store: {url: '%s', user: %s, password: '${DATABASE_PASSWORD}'}%nkeyset: keys/keyset.json%n"
                .formatted(database.url(), database.name());
        patient.environment.put("DATABASE_PASSWORD", database.password());
        patient.start();
    }

    @AfterEach
    void end() throws Exception {
        patient.end();
    }

    @Test
    void looks_at_it_and_leaves_it_as_it_is() {
        for (int look = 0; look < 2; look++) {
            Report empty = patient.examine();
            assertThat(empty.findings()).isEmpty();
            assertThat(seen(empty, Check.DATABASE)).startsWith("MariaDB").contains("empty");
        }
        Gateway.start(patient.config()).close();

        Report used = patient.examine();

        assertThat(used.findings()).isEmpty();
        assertThat(seen(used, Check.DATABASE)).contains("tables of version");
        assertThat(seen(used, Check.KEYSET)).contains("of this database");
        assertThat(used.toString()).doesNotContain(database.password());
    }

    @Test
    void names_a_wrong_password() {
        patient.environment.put("DATABASE_PASSWORD", "not-the-password");

        assertThat(onlyError().setting()).isEqualTo("store.password");
    }

    @Test
    void names_a_database_that_is_not_there() {
        patient.more = patient.more.replace("/" + database.name() + "?", "/missing?");

        assertThat(onlyError().found()).contains("does not exist");
    }

    @Test
    void names_a_server_that_does_not_answer() {
        patient.more = patient.more.replaceFirst("localhost:\\d+", "localhost:" + FreePort.next());

        assertThat(onlyError().check()).isEqualTo(Check.DATABASE);
    }

    private Finding onlyError() {
        Report report = patient.examine();
        assertThat(report.count(Severity.ERROR)).isEqualTo(1);
        assertThat(report.toString()).doesNotContain(database.password()).doesNotContain("not-the-password");
        return report.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .findFirst()
                .orElseThrow();
    }

    private static String seen(Report report, Check check) {
        return report.checks().stream()
                .filter(checked -> checked.check() == check)
                .map(Checked::seen)
                .findFirst()
                .orElseThrow();
    }
}
