package dev.tributary.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.gateway.config.Database.Server;
import dev.tributary.gateway.config.GatewayConfig.Storage;
import dev.tributary.model.Secret;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A database server and its keyset, as an operator of several gateways writes them down. */
final class DatabaseConfigTest {

    private static final String POSTGRES = "jdbc:postgresql://db.example.org:5432/tributary?sslmode=verify-full";
    private static final String KEYSET = "keysetJson: ${TRIBUTARY_KEYSET}\n";

    @Test
    void a_database_server_with_its_user_and_the_keyset_of_the_environment() {
        Storage storage = read("store: {url: '" + POSTGRES
                + "', user: tributary, password: '${DATABASE_PASSWORD}', connections: 20}\n" + KEYSET);

        assertThat(storage)
                .isEqualTo(new Storage(
                        new Server(DatabaseUrl.read(POSTGRES), "tributary", Secret.of(Sample.DATABASE_PASSWORD), 20),
                        new KeysetSource.Text(Secret.of(Sample.KEYSET))));
        assertThat(storage.toString()).doesNotContain(Sample.DATABASE_PASSWORD, Sample.KEYSET);
    }

    @Test
    void eight_connections_no_password_and_the_keyset_of_a_file() {
        Storage storage = read(
                "store: {url: 'jdbc:mariadb://[::1]/tributary', user: tributary}\nkeyset: /etc/tributary/keys.json\n");

        assertThat(storage)
                .isEqualTo(new Storage(
                        new Server(DatabaseUrl.read("jdbc:mariadb://[::1]/tributary"), "tributary", null, 8),
                        new KeysetSource.File(Path.of("/etc/tributary/keys.json"))));
    }

    @Test
    void a_file_with_the_keyset_of_the_environment() {
        assertThat(read(KEYSET).keyset()).isEqualTo(new KeysetSource.Text(Secret.of(Sample.KEYSET)));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example.org/tributary, POSTGRESQL, db.example.org/tributary, false",
        "'jdbc:postgresql://a:1,b:2/tributary?targetServerType=primary&sslmode=verify-ca', POSTGRESQL, 'a:1,b:2/tributary', true",
        "jdbc:postgresql://db.example.org/t?sslmode=require, POSTGRESQL, db.example.org/t, false",
        "'jdbc:postgresql://localhost,[::1]:5433,127.0.0.1/t', POSTGRESQL, 'localhost,[::1]:5433,127.0.0.1/t', true",
        "'jdbc:postgresql://localhost,b/t', POSTGRESQL, 'localhost,b/t', false",
        "jdbc:mariadb://db.example.org:3306/tributary, MARIADB, db.example.org:3306/tributary, true",
        "jdbc:mariadb://db.example.org/tributary?sslMode=trust, MARIADB, db.example.org/tributary, false"
    })
    void knows_what_it_is_where_it_is_and_whether_the_way_is_guarded(
            String text, DatabaseUrl.Kind kind, String place, boolean guarded) {
        DatabaseUrl url = DatabaseUrl.read(text);

        assertThat(url.kind()).isEqualTo(kind);
        assertThat(url.place()).isEqualTo(place);
        assertThat(url.isGuarded()).isEqualTo(guarded);
        assertThat(url).hasToString(text);
    }

    @Test
    void all_faults_of_the_store_are_told_at_once() {
        String store = """
                store:
                  sqlite: data/t.db
                  url: jdbc:oracle:thin:@db:1521/t
                  password: hunter3-password-of-the-database
                  connections: 0
                  pool: 3
                keyset: keys.json
                keysetJson: ${WIKI_SECRET}
                """;

        assertThat(Sample.faults(store + Sample.YAML))
                .extracting(Fault::toString)
                .containsExactly(
                        "line 2, column 3: store.user: This is missing. Add it.",
                        "line 2, column 11: store.sqlite: A file and a URL are given, and there is one database. Keep one of"
                                + " them.",
                        "line 3, column 8: store.url: There is no driver for such a URL. It begins with jdbc:postgresql://"
                                + " or jdbc:mariadb://.",
                        "line 4, column 13: store.password: A secret stands in the file. Write \"${NAME}\" and set the"
                                + " environment variable NAME; change the secret if others could read the file.",
                        "line 5, column 16: store.connections: Write a number from 1 to 200.",
                        "line 6, column 3: store.pool: There is no such key. Possible here: sqlite, url, user, password,"
                                + " connections.",
                        "line 7, column 9: keyset: A file and a text are given, and there is one keyset. Keep one of them.",
                        "line 8, column 13: keysetJson: This is no keyset. Set the variable to the whole text of a keyset"
                                + " file.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://tributary:hunter3@db.example.org/tributary",
                "jdbc:postgresql://tributary@db.example.org/tributary",
                "jdbc:postgresql://db.example.org/tributary?user=tributary",
                "jdbc:postgresql://db.example.org/tributary?sslmode=require&password=hunter3",
                "jdbc:postgresql://db.example.org/tributary?sslpassword=hunter3",
                "jdbc:mariadb://db.example.org/tributary?trustStorePassword=hunter3",
                "jdbc:mariadb://db.example.org/tributary?PASSWORD=hunter3"
            })
    void a_url_with_user_or_password_is_refused_because_urls_get_into_logs(String url) {
        assertThatThrownBy(() -> read("store: {url: '" + url + "', user: tributary}\n" + KEYSET))
                .isInstanceOf(ConfigFaults.class)
                .hasMessageContaining("line 1, column 14: store.url: A user or a password stands in the URL")
                .hasMessageContaining("store.user and store.password")
                .hasMessageNotContaining("hunter3");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://localhost/t?host=hunter3, host",
        "jdbc:postgresql://localhost/t?PGHOST=hunter3, PGHOST",
        "jdbc:postgresql://localhost/t?port=hunter3, port",
        "jdbc:postgresql://localhost/t?PGPORT=hunter3, PGPORT",
        "jdbc:postgresql://localhost/t?dbname=hunter3, dbname",
        "jdbc:postgresql://localhost/t?PGDBNAME=hunter3, PGDBNAME",
        "jdbc:postgresql://localhost/t?service=hunter3, service",
        "jdbc:postgresql://localhost/t?PGUSER=hunter3, PGUSER",
        "jdbc:postgresql://db/t?socketFactory=hunter3, socketFactory",
        "jdbc:postgresql://db/t?options=hunter3, options",
        "jdbc:postgresql://db/t?sslMode=hunter3, sslMode",
        "jdbc:postgresql://db/t?sslmode=verify-full&sslfactory=org.postgresql.ssl.NonValidatingFactory, sslfactory",
        "jdbc:mariadb://db/t?sslmode=hunter3, sslmode",
        "jdbc:mariadb://db/t?sslMode=verify-full&SSLMODE=trust, SSLMODE",
        "jdbc:mariadb://db/t?useSsl=false, useSsl",
        "jdbc:mariadb://db/t?socketFactory=hunter3, socketFactory",
        "jdbc:mariadb://db/t?credentialType=hunter3, credentialType",
        "jdbc:mariadb://db/t?secretKey=hunter3, secretKey",
        "jdbc:mariadb://db/t?allowLocalInfile=true, allowLocalInfile"
    })
    void a_parameter_that_is_not_known_is_refused_by_name_because_drivers_take_it_to_another_place(
            String url, String name) {
        assertThat(Sample.faults("store: {url: '" + url + "', user: t}\n" + KEYSET + Sample.YAML))
                .singleElement()
                .satisfies(fault -> assertThat(fault.key()).isEqualTo("store.url"))
                .satisfies(fault -> assertThat(fault.what())
                        .startsWith("The parameter '" + name + "' is not allowed in the URL.")
                        .endsWith(
                                url.contains("mariadb")
                                        ? "sslMode, serverSslCert, connectTimeout, socketTimeout, tcpKeepAlive."
                                        : "sslmode, sslrootcert, sslcert, sslkey, connectTimeout, socketTimeout, loginTimeout,"
                                                + " tcpKeepAlive, ApplicationName, currentSchema, targetServerType.")
                        .doesNotContain("hunter3"));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/t?sslmode=verify-full&sslmode=disable, sslmode",
        "jdbc:postgresql://db/t?sslkey=hunter3&sslmode=require&sslkey=hunter3, sslkey",
        "jdbc:mariadb://db/t?sslMode=verify-full&sslMode=disable, sslMode"
    })
    void a_parameter_that_stands_there_twice_is_refused_because_one_would_not_count(String url, String name) {
        assertThat(Sample.faults("store: {url: '" + url + "', user: t}\n" + KEYSET + Sample.YAML))
                .singleElement()
                .satisfies(fault -> assertThat(fault.what())
                        .startsWith("The parameter '" + name + "' stands in the URL twice")
                        .doesNotContain("hunter3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.org/tributary?sslmode=verify-full&sslrootcert=/etc/tributary/db-ca.pem",
                "jdbc:postgresql://db/t?sslcert=/c&sslkey=/k&connectTimeout=1&socketTimeout=2&loginTimeout=3&tcpKeepAlive=true"
                        + "&ApplicationName=a&currentSchema=s&targetServerType=primary",
                "jdbc:mariadb://db/t?sslMode=verify-ca&serverSslCert=/c&connectTimeout=1&socketTimeout=2&tcpKeepAlive=true",
                "jdbc:mariadb://db/t?"
            })
    void what_is_allowed_is_read(String url) {
        assertThat(DatabaseUrl.read(url)).hasToString(url);
    }

    @Test
    void values_are_read_as_the_driver_reads_them() {
        DatabaseUrl postgres = DatabaseUrl.read("jdbc:postgresql://db/t?sslmode=verify%2Dfull&sslrootcert=/a+b");
        assertThat(postgres.isGuarded()).isTrue();
        assertThat(postgres.parameter("sslrootcert")).contains("/a b");

        DatabaseUrl maria = DatabaseUrl.read("jdbc:mariadb://db/t?sslMode=verify%2Dfull&serverSslCert=/a+b");
        assertThat(maria.isGuarded()).isFalse();
        assertThat(maria.parameter("serverSslCert")).contains("/a+b");
    }

    @Test
    void a_value_that_the_driver_cannot_decode_is_refused_and_not_quoted() {
        assertThat(Sample.faults(
                        "store: {url: 'jdbc:postgresql://db/t?sslkey=%zzhunter3', user: t}\n" + KEYSET + Sample.YAML))
                .singleElement()
                .satisfies(fault -> assertThat(fault.what())
                        .startsWith("The parameter 'sslkey' has a '%'")
                        .doesNotContain("hunter3"));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:sqlite:/var/t.db, 'A SQLite file needs no URL. Name it as store.sqlite'",
        "jdbc:mysql://db/t, Write jdbc:mariadb://",
        "postgresql://db/t, There is no driver for such a URL.",
        "jdbc:h2:mem:t, There is no driver for such a URL.",
        "jdbc:postgresql:tributary, Write host and database",
        "jdbc:postgresql://db, Write host and database",
        "jdbc:postgresql://db/, Write host and database",
        "jdbc:postgresql://db:x/t, Write host and database",
        "jdbc:postgresql://db/t#x, Write host and database",
        "jdbc:postgresql://db/t?sslmode, After the '?' come parameters",
        "jdbc:postgresql://db/t?%70assword=hunter3, After the '?' come parameters",
        "jdbc:postgresql://db/t?sslmode=a&&sslcert=b, After the '?' come parameters"
    })
    void a_url_that_leads_nowhere_is_refused_with_what_to_write(String url, String what) {
        assertThat(Sample.faults("store: {url: \"" + url + "\", user: tributary}\n" + KEYSET + Sample.YAML))
                .singleElement()
                .satisfies(fault -> assertThat(fault.key()).isEqualTo("store.url"))
                .satisfies(fault -> assertThat(fault.what()).startsWith(what).doesNotContain("hunter3"));
    }

    @Test
    void a_database_server_without_a_keyset_is_a_fault_because_each_gateway_would_make_its_own() {
        assertThat(Sample.faults("store: {url: 'jdbc:postgresql://db/t', user: t}\n" + Sample.YAML))
                .singleElement()
                .hasToString(
                        "line 1, column 1: keyset: This is missing. All gateways of a database need the same keys: name"
                                + " their file, or hand them over as 'keysetJson: \"${NAME}\"'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user: t", "password: '${DATABASE_PASSWORD}'", "connections: 3"})
    void what_belongs_to_a_server_is_a_fault_without_one(String setting) {
        assertThat(Sample.faults("store: {" + setting + "}\n" + Sample.YAML))
                .singleElement()
                .satisfies(fault -> assertThat(fault.what())
                        .isEqualTo("This belongs to a database server. Add store.url, or take this out."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "201", "8.5", "many", "1000"})
    void a_number_of_connections_that_makes_no_pool_is_refused(String connections) {
        assertThat(Sample.faults("store: {url: 'jdbc:postgresql://db/t', user: t, connections: '" + connections + "'}\n"
                        + KEYSET + Sample.YAML))
                .singleElement()
                .satisfies(fault -> assertThat(fault.key()).isEqualTo("store.connections"));
    }

    @Test
    void a_keyset_in_the_file_is_refused_and_not_quoted() {
        String written = "keysetJson: '" + Sample.KEYSET + "'\n";

        assertThat(Sample.faults(written + Sample.YAML))
                .singleElement()
                .satisfies(fault -> assertThat(fault.what()).startsWith("A secret stands in the file."));
    }

    @Test
    void half_a_keyset_is_refused_and_not_quoted() {
        String half = Sample.KEYSET.substring(0, Sample.KEYSET.length() / 2);
        Map<String, String> environment =
                Map.of("WIKI_SECRET", Sample.SECRET, "PORTAL_KEY", Sample.KEY, "TRIBUTARY_KEYSET", half);

        assertThatThrownBy(() -> GatewayConfig.parse(KEYSET + Sample.YAML, Path.of("/etc"), environment))
                .isInstanceOf(ConfigFaults.class)
                .hasMessageContaining("keysetJson: This is no keyset.")
                .hasMessageNotContaining(half.substring(0, 20));
    }

    private static Storage read(String store) {
        return Sample.read(store + Sample.YAML).storage();
    }
}
