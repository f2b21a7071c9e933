package dev.tributary.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tributary.spring.fault.WrongSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.mock.env.MockEnvironment;

/** Whoever has several settings wrong is told of all at the first start. */
@ExtendWith(OutputCaptureExtension.class)
class AllFaultsTest {

    private static final String[] FAULTS = {
        "tributary.end-in-sight", "14d",
        "tributary.keyset", "keyset",
        "tributary.public-url", "https://",
        "tributary.service-accounts.robot.site", "missing",
        "tributary.sites.callback", "another id",
        "tributary.sites.cloud.client-id", "Application links",
        "tributary.sites.cloud.client-secret", "Application links",
        "tributary.sites.cloud.edition", "datacenter, cloud",
        "tributary.sites.wiki.base-ulr", "no such property",
        "tributary.sites.wiki.base-url", "absolute",
        "tributary.sites.wiki.client-secret", "SET_NOWHERE",
        "tributary.store.sqlite-file", "chmod 600"
    };

    @TempDir
    private Path directory;

    /** An application that has nothing but its properties. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Bare {}

    private void start(String... properties) {
        String[] usual = {
            "tributary.keyset-file=" + directory.resolve("keys/keyset.json"),
            "tributary.store.sqlite-file=" + directory.resolve("data/tributary.db"),
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        };
        new SpringApplicationBuilder(Bare.class)
                .web(WebApplicationType.NONE)
                .properties(usual)
                .properties(properties)
                .run()
                .close();
    }

    @Test
    void every_fault_is_named_at_one_start_with_its_remedy_and_without_its_value(CapturedOutput output)
            throws IOException {
        Path open = Files.createFile(directory.resolve("open.db"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatCode(() -> start(
                        "tributary.sites.wiki.base-url=wiki.example.com",
                        "tributary.sites.wiki.base-ulr=https://wiki.example.com",
                        "tributary.sites.wiki.client-id=c",
                        "tributary.sites.wiki.client-secret=${SET_NOWHERE}",
                        "tributary.sites.cloud.edition=mistaken-value",
                        "tributary.sites.callback.client-id=c",
                        "tributary.sites.callback.client-secret=s",
                        "tributary.public-url=http://portal.example.com",
                        "tributary.keyset=mistaken-value",
                        "tributary.store.sqlite-file=" + open,
                        "tributary.end-in-sight=mistaken-value",
                        "tributary.service-accounts.robot.scopes=READ"))
                .isInstanceOf(WrongSettings.class);

        String analysis = output.toString().substring(output.toString().indexOf("APPLICATION FAILED TO START"));
        assertThat(analysis).contains("12 properties are wrong").doesNotContain("mistaken-value");
        for (int i = 0; i < FAULTS.length; i += 2) {
            String line = "(?m)^    - " + FAULTS[i].replace(".", "\\.") + ": .*" + FAULTS[i + 1] + ".*$";
            assertThat(analysis).containsPattern(line);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tributary.sites.wiki.edition, server",
        "tributary.sites.wiki.base-url, wiki.example.com",
        "tributary.sites.wiki.client-secret, ${SET_NOWHERE}",
        "tributary.sites.wiki.client-idd, c",
        "tributary.public-url, http://portal.example.com",
        "tributary.end-in-sight, -1d"
    })
    void it_is_said_where_a_wrong_value_stands(String property, String value) {
        assertThatCode(() -> start("tributary.sites.wiki.scopes=READ", property + "=" + value))
                .message()
                .containsPattern("(?m)^" + property + ": .* It is set at \"" + property
                        + "\" from property source \"defaultProperties\"\\.$");
    }

    @ParameterizedTest
    @CsvSource({
        "tributary.site.wiki.client-id, tributary.sites.wiki.client-id",
        "tributary.sites.wiki.clientt-id, tributary.sites.wiki.client-id",
        "tributary.sites.wiki.base-ulr, tributary.sites.wiki.base-url",
        "tributary.sites.wiki.scpoes[0], tributary.sites.wiki.scopes[0]",
        "tributary.service-account.robot.site, tributary.service-accounts.robot.site",
        "tributary.store.sqlite-fiel, tributary.store.sqlite-file",
        "tributary.renewal.thread, tributary.renewal.threads",
        "tributary.keyset-flie, tributary.keyset-file",
        "tributary.bridge.enable, tributary.bridge.enabled",
        "tributary.bridge.registration.wiki.edition, tributary.bridge.registrations.wiki.edition",
        "tributary.bridge.registrations.wiki.cloud-sites, tributary.bridge.registrations.wiki.cloud-site",
        "tributary.bridge.import.tabel, tributary.bridge.import.table"
    })
    void a_misspelt_property_is_told_what_was_meant(String misspelt, String meant) {
        assertThatCode(() -> start(misspelt + "=true"))
                .hasMessageContaining(misspelt + ": There is no such property.")
                .hasMessageContaining(" Did you mean " + meant + "? It is set at ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tributary.no-such", "tributary.client-id", "tributary.store.sqlite-file.path"})
    void nothing_is_guessed_where_no_name_is_near(String unknown) {
        assertThatCode(() -> start(unknown + "=true"))
                .hasMessageContaining(unknown + ": There is no such property.")
                .message()
                .doesNotContain("Did you mean");
    }

    /** Boot reads each of these as yes, and half a bridge would leave tokens where they were, without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"true", "on", "yes", "1"})
    void every_yes_switches_the_whole_bridge_on(String yes) {
        assertThatCode(() -> start("tributary.bridge.enabled=" + yes)).hasMessageContaining("tributary.bridge.enabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "off", "no", "0"})
    void every_no_leaves_it_off_and_makes_nothing(String no) {
        assertThatCode(() -> start("tributary.bridge.enabled=" + no)).doesNotThrowAnyException();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void settings_of_the_bridge_are_looked_at_where_it_is_asked_for() {
        assertThatCode(() -> start(
                        "tributary.bridge.enabled=true",
                        "tributary.bridge.onyl=wiki",
                        "tributary.public-url=http://portal.example.com",
                        "tributary.bridge.registrations.wiki.edition=server"))
                .hasMessageContaining("tributary.public-url: It must be")
                .hasMessageContaining("tributary.bridge.onyl: There is no such property")
                .hasMessageContaining(
                        "tributary.bridge.registrations.wiki.edition: It must be one of datacenter, cloud");
    }

    /** A switch or a site that is misspelt switches nothing on, so nothing that is behind one would tell. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tributary.site.wiki.client-id",
                "tributary.bridge.enable",
                "tributary.bridge.registration.wiki.edition",
                "tributary.no-such"
            })
    void a_misspelt_property_is_seen_where_nothing_else_is_set(String misspelt) {
        assertThatCode(() -> start(misspelt + "=true"))
                .hasMessageContaining(misspelt + ": There is no such property. Correct its name, or take it out.");
    }

    @Test
    void nothing_is_made_where_something_is_wrong() {
        assertThatCode(() -> start(
                        "tributary.sites.wiki.client-id=c",
                        "tributary.keyset-file=" + directory.resolve("keyset.json"),
                        "tributary.store.sqlite-file=" + directory.resolve("connections.db")))
                .hasMessageContaining("tributary.sites.wiki.client-secret");

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void settings_of_what_the_application_has_itself_are_not_looked_at() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("tributary.sites.wiki.client-id", "c")
                .withProperty("tributary.keyset", "of no use");
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

        assertThatCode(() -> new SettingsCheck(environment).postProcessBeanFactory(beans))
                .doesNotThrowAnyException();
    }

    @Test
    void while_code_is_generated_for_a_native_image_nothing_is_looked_at() {
        MockEnvironment environment = new MockEnvironment().withProperty("tributary.sites.wiki.edition", "server");
        SettingsCheck check = new SettingsCheck(environment);
        System.setProperty(AbstractAotProcessor.AOT_PROCESSING, "true");
        try {
            assertThatCode(() -> check.postProcessBeanFactory(new DefaultListableBeanFactory()))
                    .doesNotThrowAnyException();
        } finally {
            System.clearProperty(AbstractAotProcessor.AOT_PROCESSING);
        }
        assertThatCode(() -> check.postProcessBeanFactory(new DefaultListableBeanFactory()))
                .isInstanceOf(WrongSettings.class);
    }
}
