package dev.tributary.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.Tributary;
import dev.tributary.store.KeySource;
import dev.tributary.store.Keyset;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class SettingsTest {

    private static final String EXCLUDE =
            "spring.autoconfigure.exclude=" + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

    private Path keys;

    @TempDir
    private Path directory;

    /** An application that has nothing but its properties. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Bare {}

    /** An application that has its own of everything. */
    @Configuration(proxyBeanMethods = false)
    static class Own extends Bare {

        @Bean
        Store ownStore() {
            return new MemoryStore(Clock.systemUTC());
        }

        @Bean
        KeySource ownKeys() {
            return Keyset.ephemeral();
        }
    }

    @BeforeEach
    void make_a_place_for_keys() throws IOException {
        keys = Files.createTempDirectory("settings");
    }

    private ConfigurableApplicationContext run(Class<?> application, String... arguments) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .properties(
                        EXCLUDE,
                        "tributary.keyset-file=" + keys.resolve("keyset.json"),
                        "tributary.store.sqlite-file=" + directory.resolve("connections.db"))
                .run(arguments);
    }

    @Test
    void without_properties_an_application_starts_and_is_told_what_to_set(CapturedOutput output) {
        try (ConfigurableApplicationContext context = run(Bare.class)) {
            assertThat(context.getBeansOfType(Tributary.class)).isEmpty();
        }
        assertThat(output)
                .contains("tributary.sites.wiki.client-id", "tributary.sites.wiki.base-url", "Nobody can connect");
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--tributary.sites.wiki.client-secret=s|tributary.sites.wiki.client-id|Application links",
                "--tributary.sites.wiki.client-id=|tributary.sites.wiki.client-id|Application links",
                "--tributary.sites.wiki.client-id=c|tributary.sites.wiki.client-secret|Application links",
                "--tributary.sites.wiki.edition=datacenter|tributary.sites.wiki.base-url|such as https://",
                "--tributary.sites.wiki.base-url=wiki.example.com|tributary.sites.wiki.base-url|write https://wiki.example.com.",
                "--tributary.sites.wiki.base-url=wiki.example.com:8443/wiki|tributary.sites.wiki.base-url|write https://wiki.example.com:8443/wiki.",
                "--tributary.sites.wiki.base-ulr=https://wiki.example.com|tributary.sites.wiki.base-ulr|no such property",
                "--tributary.sites.wiki.edition=server|tributary.sites.wiki.edition|datacenter, cloud",
                "--tributary.sites.wiki.client-secret=${SET_NOWHERE}|tributary.sites.wiki.client-secret|refers to SET_NOWHERE",
                "--tributary.sites.wiki.client-secret=|tributary.sites.wiki.client-secret|empty",
                "--tributary.sites.wiki.only-site=acme|tributary.sites.wiki.only-site|The address of a site must be absolute",
                "--tributary.sites.wiki.only-cloud-id=a_b|tributary.sites.wiki.only-cloud-id|letters, digits and hyphens",
                "--tributary.sites.My_Wiki.client-id=c|tributary.sites.My_Wiki|lower-case letters",
                "--tributary.sites.callback.client-id=c|tributary.sites.callback|another id",
                "--tributary.public-url=http://portal.example.com|tributary.public-url|https://",
                "--tributary.keyset=nonsense|tributary.keyset|keyset",
                "--tributary.bridge.enabled=ture|tributary.bridge.enabled|true or false",
                "--tributary.bridge.import.zone=CEST/Summer|tributary.bridge.import.zone|such as Europe/Berlin",
                "--tributary.keyset-flie=keys.json|tributary.keyset-flie|no such property",
                "--tributary.end-in-sight=soon|tributary.end-in-sight|such as 14d",
                "--tributary.end-in-sight=-1d|tributary.end-in-sight|negative",
                "--tributary.renewal.threads=0|tributary.renewal.threads|at least 1",
                "--tributary.renewal.remembered=-1|tributary.renewal.remembered|negative",
                "--tributary.service-accounts.robot.scopes=READ|tributary.service-accounts.robot.site|missing",
                "--tributary.service-accounts.robot.site=wkii|tributary.service-accounts.robot.site|[wiki]",
                "--server.port=0|tributary.public-url|server.port"
            })
    void a_wrong_property_is_named_with_its_remedy(
            String argument, String property, String remedy, CapturedOutput output) {
        String[] all = argument.contains(".sites.")
                ? new String[] {argument, "--server.port=8080"}
                : new String[] {argument, "--tributary.sites.wiki.client-id=c", "--tributary.sites.wiki.client-secret=s"
                };

        assertThat(started(all)).isFalse();

        assertThat(output).contains("APPLICATION FAILED TO START", property);
        assertThat(output.toString().substring(output.toString().indexOf("APPLICATION FAILED")))
                .containsPattern("(?m)^    - " + Pattern.quote(property) + ": .*" + Pattern.quote(remedy));
    }

    private boolean started(String... arguments) {
        try (ConfigurableApplicationContext context = run(Bare.class, arguments)) {
            return context.isActive();
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Test
    void without_a_database_connections_are_in_a_file_and_a_warning_names_its_property(CapturedOutput output) {
        try (ConfigurableApplicationContext context = run(Bare.class, cloud())) {
            assertThat(context.getBean(Tributary.class).connection("ann", "cloud"))
                    .isEmpty();
        }
        assertThat(directory.resolve("connections.db")).exists();
        assertThat(keys.resolve("keyset.json")).exists();
        assertThat(output).contains("tributary.store.sqlite-file").contains("connections.db");
    }

    @ParameterizedTest
    @CsvSource({
        "http://wiki.example.com, true",
        "https://wiki.example.com, false",
        "http://localhost:8090/confluence, false",
        "http://127.0.0.1:8090, false"
    })
    void tokens_that_would_cross_a_network_in_clear_are_warned_of(String base, boolean warned, CapturedOutput output) {
        run(Own.class, with("--tributary.sites.cloud.base-url=" + base)).close();

        assertThat(output.toString().contains("tributary.sites.cloud.base-url is http on another machine, " + base))
                .isEqualTo(warned);
    }

    @Test
    void the_usual_places_are_directories_of_their_own_since_that_of_the_application_is_open_to_others()
            throws IOException {
        TributaryProperties usual = new Binder().bindOrCreate("tributary", TributaryProperties.class);
        Path application = Files.createDirectory(keys.resolve("application"));
        Files.setPosixFilePermissions(application, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path keyset = application.resolve(usual.keysetFile());
        Path database = application.resolve(usual.store().sqliteFile());

        run(Bare.class, with("--tributary.keyset-file=" + keyset, "--tributary.store.sqlite-file=" + database))
                .close();

        assertThat(keyset).exists();
        assertThat(database).exists();
        assertThat(keyset.getParent()).isNotEqualTo(database.getParent());
    }

    @Test
    void a_keyset_is_taken_in_json_and_in_base64() throws IOException {
        Keyset.ephemeral().writeTo(keys.resolve("mine.json"));
        String json = Files.readString(keys.resolve("mine.json"));
        String encoded = Base64.getEncoder().encodeToString(json.getBytes(UTF_8));

        run(Bare.class, with("--tributary.keyset=" + json)).close();
        run(Bare.class, with("--tributary.keyset=" + encoded)).close();

        assertThat(keys.resolve("keyset.json")).doesNotExist();
    }

    @Test
    void what_the_application_has_itself_is_used() {
        try (ConfigurableApplicationContext context = run(Own.class, cloud())) {
            assertThat(context.getBean(Store.class)).isInstanceOf(MemoryStore.class);
            assertThat(context.getBeansOfType(KeySource.class)).hasSize(1).containsKey("ownKeys");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void the_engine_ends_with_the_context() {
        Set<Thread> others = engineThreads();
        ConfigurableApplicationContext context = run(Own.class, cloud());
        Set<Thread> own = engineThreads();
        own.removeAll(others);
        assertThat(own).isNotEmpty();

        context.close();

        await().untilAsserted(() -> assertThat(own).noneMatch(Thread::isAlive));
    }

    private static Set<Thread> engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("tributary-time"))
                .collect(Collectors.toSet());
    }

    private static String[] cloud() {
        return new String[] {"--tributary.sites.cloud.client-id=c", "--tributary.sites.cloud.client-secret=s"};
    }

    private static String[] with(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of(cloud())).toArray(String[]::new);
    }
}
