package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.config.GatewayConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

class UsageTest {

    @TempDir
    Path directory;

    @Test
    void says_what_there_is_to_do_when_nothing_was_said() {
        Run run = Run.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("demo, serve, simulate, doctor, keys, audit, connections, login, api, logout, completion")
                .contains("Try: tributary --help");
    }

    @Test
    void suggests_the_command_that_was_meant() {
        Run run = Run.of("simulat");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("simulat").contains("Did you mean: tributary simulate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "simulate"})
    void names_the_editions_there_are(String command) {
        Run run = Run.of(command, "--edition", "server");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'server'").contains("Use 'datacenter' or 'cloud'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "simulate"})
    void lists_the_switches_when_one_is_unknown(String command) {
        Run run = Run.of(command, "--set", "bad-berer=401");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("bad-berer").contains("bad-bearer").contains("revoke-endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "simulate"})
    void lists_the_values_when_one_is_unknown(String command) {
        Run run = Run.of(command, "--set", "bad-bearer=402");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("402").contains("anonymous, 401");
    }

    @ParameterizedTest
    @CsvSource({
        "simulate, --client, my-app",
        "simulate, --client, my-app:s3cret",
        "simulate, --client, :s3cret:http://localhost/callback",
    })
    void shows_how_to_write_a_client_without_repeating_its_secret(String command, String option, String value) {
        Run run = Run.of(command, option, value);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("id:secret:redirectUri").doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({"demo, 65536", "demo, -1", "demo, http", "simulate, 65536", "simulate, -1"})
    void refuses_what_is_no_port(String command, String port) {
        Run run = Run.of(command, "--port", port);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(port).contains("Try: tributary " + command + " --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "simulate"})
    void says_that_a_port_is_taken_and_what_helps(String command) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.of(command, "--port", String.valueOf(taken.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("Port " + taken.getLocalPort() + " is taken")
                    .contains("--port 0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "demo", "serve", "simulate", "doctor", "login", "api", "logout", "connections", "completion"
            })
    void helps_with_examples(String command) {
        Run run = command.isEmpty() ? Run.of("--help") : Run.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Examples:").contains("tributary " + (command.isEmpty() ? "demo" : command));
    }

    @ParameterizedTest
    @CsvSource({
        "connections, Only those at this site.",
        "doctor, Examines the gateway's configuration",
        "logout, The site's name. Default: the only one there is."
    })
    void says_what_an_option_or_a_command_is_about_here(String command, String words) {
        assertThat(Run.of(command, "--help").out()).contains(words);
    }

    @Test
    void what_is_there_to_be_copied_is_not_broken_over_lines() {
        List<CommandSpec> commands = all(Main.commandLine().getCommandSpec()).toList();

        assertThat(commands).hasSizeGreaterThan(12).allSatisfy(command -> {
            UsageMessageSpec usage = command.usageMessage();
            String shown = command.commandLine().getUsageMessage();
            assertThat(shown.lines())
                    .as(command.qualifiedName())
                    .containsAll(Stream.of(usage.footer())
                            .map(line -> line.formatted().stripTrailing())
                            .filter(line -> line.startsWith("  "))
                            .toList());
            assertThat(Stream.concat(
                                    Stream.of(usage.description()),
                                    command.args().stream().flatMap(argument -> Stream.of(argument.description())))
                            .flatMap(text -> Stream.of(text.formatted().split("\\s+")))
                            .filter(word -> word.contains("://") || word.contains("/tributary"))
                            .toList())
                    .as(command.qualifiedName())
                    .allSatisfy(word -> assertThat(shown).contains(word));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void prints_what_lets_a_shell_complete(String shell) {
        Run run = Run.of("completion", shell);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("--paginate")
                .contains("complete -F");
    }

    @Test
    void what_a_shell_offers_is_taken_in_any_case() throws Exception {
        List<String> offered = new ArrayList<>();
        for (CommandSpec command : all(Main.commandLine().getCommandSpec()).toList()) {
            for (ArgSpec argument : command.args()) {
                for (String word : offers(argument)) {
                    assertThat(word).isLowerCase();
                    Object taken = argument.converters()[0].convert(word);
                    assertThat(taken).as(word).isNotNull();
                    if (argument.type().isEnum()) {
                        assertThat(argument.converters()[0].convert(word.toUpperCase(Locale.ROOT)))
                                .isEqualTo(taken);
                    }
                    offered.add(word);
                }
            }
        }

        assertThat(offered).contains("json", "error", "reconnect_required", "cloud", "zsh", "token.exported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "datacenter cloud",
                "json table raw",
                "error warning",
                "active reconnect_required disconnected",
                "bash zsh"
            })
    void the_script_offers_words_as_they_are_documented(String words) {
        String script = Run.of("completion", "bash").out().replaceAll("[\\s\"']+", " ");

        assertThat(script).contains(words).doesNotContain("JSON", "WARNING", "RECONNECT_REQUIRED");
    }

    @ParameterizedTest
    @CsvSource({
        "api /rest/api/space -o xml, 'Use json, table or raw.'",
        "doctor --config none.yaml --fail-on info, 'Use error or warning.'",
        "connections --status gone, 'Use active, reconnect_required or disconnected.'",
    })
    void says_which_words_there_are(String line, String words) {
        Run run = Run.of(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(words);
    }

    private static Iterable<String> offers(ArgSpec argument) {
        return argument.completionCandidates() == null ? List.of() : argument.completionCandidates();
    }

    private static Stream<CommandSpec> all(CommandSpec command) {
        return Stream.concat(
                Stream.of(command), command.subcommands().values().stream().flatMap(sub -> all(sub.getCommandSpec())));
    }

    @Test
    void says_which_shells_there_are() {
        assertThat(Run.of("completion", "fish").err()).contains("bash or zsh");
    }

    @Test
    void the_configuration_that_the_help_of_serve_shows_is_one() {
        String help = Run.of("serve", "--help").out();
        String shown = help.substring(help.indexOf("  publicUrl:"));

        GatewayConfig config = GatewayConfig.parse(
                shown, directory, Map.of("WIKI_SECRET", "a-secret", "PORTAL_KEY", "trib_" + "0".repeat(64)));

        assertThat(config.apps()).hasSize(1);
        assertThat(config.sites()).hasSize(1);
    }
}
