package dev.tributary.cli;

import dev.tributary.evidence.FreePort;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import picocli.CommandLine;

/** A person at a terminal of this process, with a config folder of their own and a simulated Confluence. */
final class Someone {

    static final String CLIENT = "my-app";
    private static final String SECRET = "a-secret-of-my-app";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern ADDRESS = Pattern.compile("^ {2}(http\\S+)$", Pattern.MULTILINE);

    private final Path folder;
    private final Path secretFile;
    private final URI redirectUri;

    Someone(Path directory) {
        this.folder = directory.resolve("tributary");
        this.secretFile = secretFile();
        this.redirectUri = URI.create("http://localhost:" + FreePort.next() + "/callback");
    }

    /** Not where files are kept to be searched: it is a secret, and should be. */
    private static Path secretFile() {
        try {
            Path file = Files.writeString(Files.createTempFile("secret", ".txt"), SECRET + "\n");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfluenceSimulator.Builder at(ConfluenceSimulator.Builder settings) {
        return settings.client(CLIENT, SECRET, redirectUri.toString());
    }

    Path folder() {
        return folder;
    }

    URI redirectUri() {
        return redirectUri;
    }

    String[] firstLogin(String site, ConfluenceSimulator confluence, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "login", "--site", site, "--base-url", confluence.baseUrl().toString(), "--client-id", CLIENT));
        arguments.addAll(List.of("--redirect-uri", redirectUri.toString(), "--secret-file", secretFile.toString()));
        arguments.addAll(List.of("--no-browser"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** What came of a login: what was printed, and what the browser showed in the end. */
    record Came(Run run, Exchange page) {}

    Came logIn(Function<URI, Exchange> browser, String... arguments) {
        return browse(browser, inFolder(arguments));
    }

    /** Runs a command that prints an address, and has a browser go there meanwhile. */
    static Came browse(Function<URI, Exchange> browser, String... arguments) {
        StringWriter err = new StringWriter();
        StringWriter out = new StringWriter();
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> exit.isDone() || ADDRESS.matcher(err.toString()).find());
        Matcher address = ADDRESS.matcher(err.toString());
        if (!address.find()) {
            throw new AssertionError("No address was printed: " + err);
        }
        Exchange page = browser.apply(URI.create(address.group(1)));
        int exitCode = exit.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        return new Came(new Run(exitCode, out.toString(), err.toString()), page);
    }

    static Function<URI, Exchange> approvingAs(String user) {
        return address -> new SimulatedBrowser(user, user).approve(address);
    }

    /** Runs a command to its end, standard output included. */
    Run run(String... arguments) {
        return runWith("", arguments);
    }

    Run runWith(String typed, String... arguments) {
        PrintStream before = System.out;
        InputStream inBefore = System.in;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        try {
            CommandLine command = Main.commandLine()
                    .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                    .setErr(new PrintWriter(err, true));
            int exitCode = command.execute(inFolder(arguments));
            return new Run(exitCode, bytes.toString(StandardCharsets.UTF_8), err.toString());
        } finally {
            System.setOut(before);
            System.setIn(inBefore);
        }
    }

    private String[] inFolder(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--config-dir", folder.toString()));
        return all.toArray(String[]::new);
    }
}
