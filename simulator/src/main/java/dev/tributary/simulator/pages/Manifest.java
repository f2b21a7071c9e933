package dev.tributary.simulator.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** {@code GET /rest/applinks/1.0/manifest}: product and version without credentials, and the word that it is a simulator. */
public final class Manifest implements Routes {

    private final Environment environment;

    /** Makes the endpoint. */
    public Manifest(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void addTo(Router router) {
        router.route("GET /rest/applinks/1.0/manifest", this::manifest);
    }

    private Response manifest(Request request) {
        boolean json = request.header("Accept").orElse("").contains("application/json");
        return json ? Response.json(values()) : Response.bytes(200, "application/xml", xml().getBytes(UTF_8));
    }

    private Map<String, Object> values() {
        String base = environment.baseUrl().toString();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", UUID.nameUUIDFromBytes(base.getBytes(UTF_8)).toString());
        values.put("name", "Confluence (simulator)");
        values.put("typeId", "confluence");
        values.put("version", "10.0.3");
        values.put("buildNumber", 10003);
        values.put("applinksVersion", "11.0.0");
        values.put("publicSignup", false);
        values.put("url", base);
        values.put("simulator", "tributary");
        return values;
    }

    private String xml() {
        return values().entrySet().stream()
                .map(entry -> "<" + entry.getKey() + ">" + Page.escape(String.valueOf(entry.getValue())) + "</"
                        + entry.getKey() + ">")
                .collect(Collectors.joining("", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><manifest>", "</manifest>"));
    }
}
