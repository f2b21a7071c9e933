package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Secret;
import dev.tributary.store.Keyset;
import dev.tributary.store.KeysetFile;
import dev.tributary.store.Store;
import dev.tributary.store.Ticket;
import dev.tributary.store.jdbc.JdbcStore;
import dev.tributary.store.jdbc.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysCommandTest {

    /** Every environment has it; what it says does not matter here. */
    private static final String ANY_SECRET = "${PATH}";

    private static final String VARIABLE = "TRIBUTARY_TEST_KEYSET";

    private static final String CONFIG = """
            publicUrl: http://localhost:8081
            sites: { wiki: { dataCenter: { baseUrl: "http://localhost:8090", clientId: my-app, clientSecret: "%s" } } }
            apps:
              portal:
                keys: [sha256:3f0a377ba0a4a460ecb616f6507ce0d8cfa3e704025d4fda3ed0c5ca05468728]
                sites: [wiki]
                rights: [proxy]
            """.formatted(ANY_SECRET);

    @TempDir
    private Path directory;

    private String config;
    private KeysetFile file;

    @BeforeEach
    void configure() throws IOException {
        config = Files.writeString(directory.resolve("tributary.yaml"), CONFIG).toString();
        file = Keyset.file(directory.resolve("tributary-keys/keyset.json"));
    }

    @Test
    void a_key_is_replaced_while_the_store_is_in_use() throws IOException {
        Store gateway = begin();
        long old = file.keyset(false).primary();
        gateway.put(new Ticket("link", "one", "", Secret.of("content"), Instant.EPOCH));

        Run rotated = run("rotate");
        long key = file.keyset(false).primary();
        assertThat(rotated.exitCode()).as(rotated.err()).isZero();
        assertThat(key).isNotEqualTo(old);
        assertThat(rotated.out())
                .contains("Key " + key + " is the primary now. Back up the keyset")
                .contains("Next: tributary keys reencrypt --config " + config);

        Run refused = run("retire", String.valueOf(old));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("Key " + old + " is still needed: by 0 connections, 0 spare pairs, 2 tickets")
                .contains("tributary keys reencrypt");
        assertThat(file.keyset(false).keys()).hasSize(2);

        Run encrypted = run("reencrypt", "--rate", "0");
        assertThat(encrypted.exitCode()).as(encrypted.err()).isZero();
        assertThat(encrypted.out()).contains("2 records were encrypted anew", "tributary keys retire " + old);
        assertThat(encrypted.err()).contains("looked at").doesNotContain("\r");

        assertThat(run("list").out().lines())
                .anyMatch(line -> line.matches(old + " +enabled +\\S+Z +0 +0 +0"))
                .anyMatch(line -> line.matches(key + " +primary +\\S+Z +0 +0 +2"));

        assertThat(run("retire", String.valueOf(old)).exitCode()).isZero();
        assertThat(file.keyset(false).keys()).extracting(Keyset.Key::id).containsExactly(key);
        assertThat(gateway.peek("link", "one")).map(Ticket::content).contains(Secret.of("content"));
        assertThat(List.of(rotated, refused, encrypted))
                .allSatisfy(run -> assertThat(run.out() + run.err()).doesNotContain("keyData", "AQ"));
    }

    @Tag("C30")
    @Test
    void the_primary_and_unknown_keys_are_not_retired() {
        begin();
        long primary = file.keyset(false).primary();
        assertThat(run("rotate").exitCode()).isZero();
        long next = file.keyset(false).primary();

        Run refused = run("retire", String.valueOf(next));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("Key " + next + " is the primary").contains("tributary keys rotate");
        Run unknown = run("retire", "1");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("It has no key 1.").contains(String.valueOf(primary));
        assertThat(file.keyset(false).keys()).hasSize(2);
    }

    @Test
    void a_keyset_file_is_changed_itself_and_not_written_elsewhere() throws IOException {
        begin();
        Path out = directory.resolve("next.json");
        Run to = run("rotate", "--out", out.toString());

        assertThat(to.exitCode()).isEqualTo(2);
        assertThat(to.err()).contains("The keyset is the file " + file.path()).contains("Leave --out away");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_key_that_waits_is_listed_so_and_nobody_is_told_to_drop_it() {
        begin();
        long old = file.keyset(false).primary();
        long waiting = file.change(Keyset::withNewKey).keys().get(1).id();

        assertThat(run("list").out().lines())
                .anyMatch(line -> line.matches(old + " +primary .*"))
                .anyMatch(line -> line.matches(waiting + " +waiting +- +0 +0 +0"));
        Run encrypted = run("reencrypt");
        assertThat(encrypted.exitCode()).as(encrypted.err()).isZero();
        assertThat(encrypted.out()).contains("Key " + waiting + " waits").doesNotContain("retire");
    }

    @Test
    void a_keyset_of_the_environment_changes_only_in_steps_that_gateways_can_follow() throws Exception {
        Secret first = inEnvironment();
        Path next = directory.resolve("next.json");
        Path promoted = directory.resolve("promoted.json");

        Run early = run(first, "rotate", "--promote", "--out", next.toString());
        assertThat(early.exitCode()).isEqualTo(2);
        assertThat(early.err()).contains("No key waits").contains("Run 'tributary keys rotate --out FILE' first");
        assertThat(next).doesNotExist();

        Run added = run(first, "rotate", "--out", next.toString());
        assertThat(added.exitCode()).as(added.err()).isZero();
        List<Long> waiting = ids(next);
        assertThat(waiting).hasSize(2);

        Run promotion = run(text(next), "rotate", "--promote", "--out", promoted.toString());
        assertThat(promotion.exitCode()).as(promotion.err()).isZero();
        assertThat(ids(promoted)).isEqualTo(waiting);
        assertThat(Keyset.parse("promoted", text(promoted)).primary()).isEqualTo(waiting.get(1));
    }

    @Test
    void a_key_of_the_environment_is_dropped_only_when_gateways_are_said_to_be_restarted() throws Exception {
        Keyset first = Keyset.parse("first", inEnvironment());
        Keyset both = first.withNewKey();
        Path now = directory.resolve("now.json");
        both.withPrimary(both.keys().get(1).id()).writeTo(now);
        String old = String.valueOf(first.primary());

        Run encrypted = run(text(now), "reencrypt");
        assertThat(encrypted.exitCode()).as(encrypted.err()).isZero();
        assertThat(encrypted.out()).contains("retire " + old + " --restarted --out FILE");
        assertThat(encrypted.err()).contains("restarted").doesNotContain("until every gateway has taken it up");

        Path dropped = directory.resolve("dropped.json");
        Run refused = run(text(now), "retire", old, "--out", dropped.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("may still encrypt with key " + old).contains("--restarted");
        assertThat(dropped).doesNotExist();

        Run done = run(text(now), "retire", old, "--restarted", "--out", dropped.toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(ids(dropped)).containsExactly(both.keys().get(1).id());
    }

    @ParameterizedTest
    @CsvSource({
        "reencrypt, --rate=-1, '-1', number",
        "reencrypt, --rate=fast, fast, number",
        "retire, old, old, number",
        "retire, 99999999999, 99999999999, number"
    })
    void wrong_numbers_are_refused_with_words(String command, String argument, String value, String word) {
        Run run = run(command, argument);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'" + value + "'", word).doesNotContain("int", "long");
    }

    @Test
    void commands_are_listed_with_whole_sentences() {
        assertThat(Stream.of(Run.of("--help"), Run.of("keys", "--help"))
                        .flatMap(run -> run.out().lines())
                        .filter(line -> line.matches(
                                " {2}(demo|serve|simulate|doctor|keys|list|rotate|reencrypt|retire) {2,}.*")))
                .hasSize(9)
                .allMatch(line -> line.endsWith("."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "rotate", "reencrypt", "retire 1"})
    void nothing_is_made_where_there_is_no_database_yet(String command) throws IOException {
        Run run = run(command.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("There is no database " + directory.resolve("tributary-data/tributary.db"));
        try (Stream<Path> made = Files.list(directory)) {
            assertThat(made).containsExactly(Path.of(config));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "rotate", "reencrypt", "retire 1"})
    void a_keyset_that_is_not_private_is_refused_and_left_alone(String command) throws IOException {
        begin();
        byte[] before = Files.readAllBytes(file.path());
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));

        Run run = run(command.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("chmod 600 " + file.path());
        assertThat(Files.readAllBytes(file.path())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "list", "rotate", "reencrypt", "retire"})
    void helps_with_examples_and_exit_codes(String command) {
        Run run = command.isEmpty() ? Run.of("keys", "--help") : Run.of("keys", command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Examples:", "tributary keys " + command, "Exit codes: 0 done, 1 failed");
    }

    @Test
    void says_what_there_is_to_do() {
        Run run = Run.of("keys");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("list, rotate, reencrypt or retire");
    }

    /** What the first start of a gateway makes. */
    private Store begin() {
        return JdbcStore.open(SqliteFile.open(directory.resolve("tributary-data/tributary.db")), file);
    }

    /** Begins the database with a keyset that is a variable from then on, and returns its text. */
    private Secret inEnvironment() throws IOException {
        begin();
        Files.writeString(Path.of(config), CONFIG + "keysetJson: \"${" + VARIABLE + "}\"\n");
        Secret text = text(file.path());
        Files.delete(file.path());
        return text;
    }

    private static Secret text(Path file) throws IOException {
        return Secret.of(Files.readString(file));
    }

    private static List<Long> ids(Path file) throws IOException {
        return Keyset.parse("file", text(file)).keys().stream()
                .map(Keyset.Key::id)
                .toList();
    }

    /** In a process of its own, as only such a one has an environment of its own. */
    private Run run(Secret keyset, String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "keys"));
        line.addAll(List.of(command));
        line.addAll(List.of("--config", config));
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put(VARIABLE, keyset.reveal());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Run run(String... command) {
        return Run.of(Stream.concat(Stream.of("keys"), Stream.concat(Stream.of(command), Stream.of("--config", config)))
                .toArray(String[]::new));
    }
}
