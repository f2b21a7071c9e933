package dev.tributary.cli.person;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens an address in a person's browser: by an argument vector, never by a shell, and only what is an address of the web.
 *
 * @param command the program and its first arguments; the address is added
 */
public record SystemBrowser(List<String> command) {

    /** Returns the program that was named, or this system's own. */
    public static SystemBrowser of(@Nullable String program, String system) {
        if (program != null) {
            return new SystemBrowser(List.of(program));
        }
        boolean mac = system.toLowerCase(Locale.ROOT).startsWith("mac");
        return new SystemBrowser(List.of(mac ? "open" : "xdg-open"));
    }

    /**
     * Opens an address, and does not wait for the browser. Returns false where there is none.
     *
     * <p>Throws {@link IllegalArgumentException} for what is no address of the web.
     */
    public boolean open(URI address) {
        List<String> arguments = vector(address);
        try {
            Process started = new ProcessBuilder(arguments)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return started.isAlive() || started.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    List<String> vector(URI address) {
        String text = address.toString();
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!web || address.getHost() == null || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("Only an address of the web is opened in a browser.");
        }
        return Stream.concat(command.stream(), Stream.of(text)).toList();
    }
}
