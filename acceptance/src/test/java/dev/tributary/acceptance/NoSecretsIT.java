package dev.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.search.Demand;
import dev.tributary.evidence.search.KnownSecret;
import dev.tributary.evidence.search.Proof;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs after every other test of every module, and searches everything that they left for every secret that there was. */
class NoSecretsIT {

    private static final List<String> KINDS = List.of(
            "access_token",
            "refresh_token",
            "bearer-token",
            "personal-token",
            "code",
            "code_verifier",
            "client_secret",
            "basic-credentials",
            "os_password",
            "cookie-JSESSIONID",
            "atl_token");

    private static final String LOG = "evidence/log*.txt";
    private static final String JDK_LOG = "evidence/*jdk-log.*.txt";
    private static final String EXCEPTIONS = "evidence/exceptions.*.txt";
    private static final String REPORTS = "surefire-reports/TEST-*.xml";
    private static final String FILES = "evidence/files/**.db";
    private static final String JOURNALS = "evidence/journals/*-wal";

    /** About half of what was left when this was written. */
    private static final List<Demand> DEMANDS = List.of(
            new Demand("evidence", 0, 0, List.of(LOG, JDK_LOG, EXCEPTIONS, REPORTS, JOURNALS)),
            new Demand("simulator", 1_000, 1, List.of(LOG, EXCEPTIONS, REPORTS)),
            new Demand("core", 300, 10, List.of(LOG, JDK_LOG, EXCEPTIONS, REPORTS, FILES, "evidence/rows.*.txt")),
            new Demand(
                    "spring-boot-starter",
                    500,
                    10,
                    List.of(LOG, JDK_LOG, EXCEPTIONS, REPORTS, FILES, "evidence/rows.*.txt")),
            new Demand("spring-boot-starter-test", 0, 0, List.of(REPORTS)),
            new Demand("examples/spring-boot-docs-portal", 0, 0, List.of(REPORTS)),
            new Demand("examples/spring-security-migration", 0, 0, List.of(REPORTS)),
            new Demand(
                    "gateway",
                    2_500,
                    40,
                    List.of(LOG, JDK_LOG, EXCEPTIONS, REPORTS, FILES, JOURNALS, "evidence/answers.*.txt")),
            new Demand("cli", 1, 0, List.of(LOG, EXCEPTIONS, REPORTS)),
            new Demand("benchmarks", 0, 0, List.of(REPORTS)),
            new Demand("examples", 100, 0, List.of(LOG, JDK_LOG, EXCEPTIONS, REPORTS, FILES)),
            new Demand(
                    "acceptance",
                    80,
                    1,
                    List.of(LOG, JDK_LOG, "failsafe-reports/TEST-*.xml", "evidence/tributary-*.log", FILES, JOURNALS)));

    /** The simulator's users and its first client: its guide and its help name them, and {@code serve} refuses them. */
    private static final Set<String> PUBLIC =
            Set.of("tributary-secret", "tributary:tributary-secret", "alice:alice", "admin:admin");

    @Test
    void no_secret_is_in_anything_that_was_emitted() throws IOException {
        Proof proof = new Proof(TributaryProcess.home().toRealPath(), DEMANDS, KINDS);

        List<String> faults = proof.faults(NoSecretsIT::isPublic);

        assertThat(faults).as("after a search for " + proof.extent()).isEmpty();
        System.out.println("Searched for " + proof.extent() + ": none found.");
    }

    private static boolean isPublic(KnownSecret secret) {
        return PUBLIC.contains(secret.value());
    }
}
