package dev.tributary.simulator.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.Parameters;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down every secret that this Confluence issues or is handed: codes, tokens, verifiers, client secrets, passwords, cookies. Whoever
 * has the file can search for them wherever none may be. A line has the kind, a space and the value, percent-encoded; it is on the disk
 * before the answer leaves. Several simulators, of several processes too, may share a file. Thread-safe.
 */
public final class SecretsFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern HIDDEN = Pattern.compile("name=\"(atl_token)\" value=\"([^\"]+)\"");
    private static final Set<String> NAMES = Set.of(
            "access_token",
            "refresh_token",
            "id_token",
            "token",
            "rawToken",
            "code",
            "code_verifier",
            "client_secret",
            "assertion",
            "os_password",
            "atl_token");

    /** Codes are issued in addresses; in an answer's JSON the word stands for an error. */
    private static final Set<String> ISSUED_AS_JSON =
            NAMES.stream().filter(name -> !name.equals("code")).collect(Collectors.toUnmodifiableSet());

    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final @Nullable Path file;

    /**
     * Writes to that file, behind what is in it, or nowhere when there is none.
     *
     * @throws UncheckedIOException when its directory cannot be made
     */
    public SecretsFile(@Nullable Path file) {
        this.file = file;
        if (file != null) {
            makeDirectoryOf(file);
        }
    }

    private static void makeDirectoryOf(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Secrets cannot be written to " + file, e);
        }
    }

    /** Writes one down, unless it is there already. */
    public void write(String kind, String value) {
        if (file == null || value.isBlank() || !written.add(kind + value)) {
            return;
        }
        String line = kind.replace(' ', '-') + " " + URLEncoder.encode(value, UTF_8) + "\n";
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("A secret cannot be written to " + file, e);
        }
    }

    /** A filter that writes down what comes in, whatever becomes of it. */
    public Response given(Request request, Handler next) {
        if (file != null) {
            read(request);
        }
        return next.handle(request);
    }

    private void read(Request request) {
        request.header("Authorization").ifPresent(this::authorization);
        request.headers().all("Cookie").stream()
                .flatMap(cookies -> Pattern.compile(";").splitAsStream(cookies))
                .forEach(this::cookie);
        parameters(request.query());
        parameters(request.form());
        if (request.contentType().equals("application/json")) {
            json(request.body(), NAMES);
        }
    }

    /** A filter that writes down what goes out, and belongs within the faults: they lose answers, not what was done. */
    public Response issued(Request request, Handler next) {
        Response response = next.handle(request);
        if (file != null) {
            read(response);
        }
        return response;
    }

    private void read(Response response) {
        response.headers().getOrDefault("Set-Cookie", List.of()).forEach(this::cookie);
        response.header("Location").ifPresent(this::location);
        String type = response.header("Content-Type").orElse("");
        if (type.startsWith("application/json")) {
            json(response.body(), ISSUED_AS_JSON);
        } else if (type.startsWith("text/html")) {
            page(new String(response.body(), UTF_8));
        }
    }

    private void authorization(String field) {
        String[] parts = field.split(" ", 2);
        if (parts.length < 2) {
            return;
        }
        String credentials = parts[1].strip();
        switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> write("bearer-token", credentials);
            case "basic" -> basic(credentials);
            default -> write("credentials", credentials);
        }
    }

    private void basic(String credentials) {
        try {
            write("basic-credentials", new String(Base64.getDecoder().decode(credentials), UTF_8));
        } catch (IllegalArgumentException malformed) {
            write("basic-credentials", credentials);
        }
    }

    private void cookie(String cookie) {
        String pair = cookie.split(";", 2)[0].strip();
        int equals = pair.indexOf('=');
        boolean isAttribute = pair.startsWith("$");
        if (equals > 0 && !isAttribute) {
            write(
                    "cookie-" + pair.substring(0, equals),
                    pair.substring(equals + 1).replace("\"", ""));
        }
    }

    private void location(String location) {
        int query = location.indexOf('?');
        if (query >= 0) {
            parameters(Parameters.parse(location.substring(query + 1)));
        }
    }

    private void parameters(Parameters parameters) {
        parameters.asMap().forEach((name, values) -> {
            if (NAMES.contains(name)) {
                values.forEach(value -> write(name, value));
            }
        });
    }

    private void page(String html) {
        Matcher hidden = HIDDEN.matcher(html);
        while (hidden.find()) {
            write(hidden.group(1), hidden.group(2));
        }
    }

    private void json(byte[] body, Set<String> names) {
        try {
            fields(JSON.readTree(body), names);
        } catch (JacksonException malformed) {
            // What is no JSON has no fields.
        }
    }

    private void fields(JsonNode node, Set<String> names) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue().isString() && names.contains(field.getKey())) {
                write(field.getKey(), field.getValue().asString());
            }
        }
        node.forEach(child -> fields(child, names));
    }
}
