package dev.tributary.cli.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C36")
class SystemBrowserTest {

    @TempDir
    Path directory;

    @Test
    void hands_the_address_over_as_one_argument_that_no_shell_reads() throws IOException {
        Path seen = directory.resolve("seen");
        Path program = directory.resolve("browser");
        Files.writeString(
                program,
                "#!/bin/sh\nprintf '%s|%s' \"$#\" \"$1\" > " + seen + ".new\nmv " + seen + ".new " + seen + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        URI address = URI.create("https://wiki.example.org/authorize?a=$(touch+pwned)&b=;reboot&c='");

        boolean opened = new SystemBrowser(List.of(program.toString())).open(address);

        assertThat(opened).isTrue();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(seen));
        assertThat(seen).hasContent("1|" + address);
        assertThat(Path.of("pwned")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "javascript:alert(1)",
                "mailto:a@example.org",
                "-option",
                "//evil.example",
                "https:opaque"
            })
    void opens_nothing_but_addresses_of_the_web(String address) {
        assertThatThrownBy(() -> SystemBrowser.of("true", "Linux").open(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void says_that_there_is_no_browser() {
        String missing = directory.resolve("missing").toString();

        assertThat(SystemBrowser.of(missing, "Linux").open(URI.create("https://wiki.example.org/")))
                .isFalse();
    }

    @Test
    void knows_how_each_system_opens_addresses() {
        assertThat(SystemBrowser.of(null, "Linux").command()).containsExactly("xdg-open");
        assertThat(SystemBrowser.of(null, "Mac OS X").command()).containsExactly("open");
        assertThat(SystemBrowser.of("firefox", "Linux").command()).containsExactly("firefox");
    }
}
