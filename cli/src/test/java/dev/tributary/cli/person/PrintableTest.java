package dev.tributary.cli.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PrintableTest {

    @Test
    void gives_no_command_to_the_terminal() {
        assertThat(Printable.line("\u001b[2JAlice\u009b31m\r\nmallory \u202Egnp.exe"))
                .isEqualTo("[2JAlice 31m mallory  gnp.exe");
    }

    @Test
    void leaves_names_of_every_language_as_they_are() {
        assertThat(Printable.line("Ålice Ýr 山田 \uD83D\uDE00")).isEqualTo("Ålice Ýr 山田 \uD83D\uDE00");
    }

    @Test
    void escapes_in_json_what_json_need_not_and_says_the_same() {
        String hostile = "a\u009b31m\u202Eb";
        String written = Printable.json(JsonMapper.shared().writeValueAsString(hostile));

        assertThat(written).isEqualTo("\"a\\u009B31m\\u202Eb\"");
        assertThat(JsonMapper.shared().readValue(written, String.class)).isEqualTo(hostile);
    }

    @Test
    void finds_the_folder_where_the_specification_says() {
        Path home = Path.of("/home/alice");

        assertThat(Folder.usual(Map.of(), home).root()).isEqualTo(Path.of("/home/alice/.config/tributary"));
        assertThat(Folder.usual(Map.of("XDG_CONFIG_HOME", "/conf"), home).root())
                .isEqualTo(Path.of("/conf/tributary"));
        assertThat(Folder.usual(Map.of("XDG_CONFIG_HOME", "relative"), home).root())
                .isEqualTo(Path.of("/home/alice/.config/tributary"));
    }
}
