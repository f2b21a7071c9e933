package dev.tributary.gateway.doctor;

import dev.tributary.http.HttpAnswer;
import java.net.URI;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an Atlassian product says of itself without credentials.
 *
 * @param type which product
 * @param version its version
 * @param url what it takes for its base URL
 */
record Manifest(String type, String version, String url) {

    private static final String PATH = "/rest/applinks/1.0/manifest";

    static URI at(String base) {
        return URI.create(base + PATH);
    }

    /** Returns the base URL that an address of a manifest belongs to. */
    static Optional<String> baseOf(String address) {
        return address.endsWith(PATH)
                ? Optional.of(address.substring(0, address.length() - PATH.length()))
                : Optional.empty();
    }

    static Optional<Manifest> read(Heard heard) {
        return heard instanceof Heard.Answered answered && answered.answer().status() == 200
                ? read(answered.answer())
                : Optional.empty();
    }

    private static Optional<Manifest> read(HttpAnswer answer) {
        try {
            JsonNode json = JsonMapper.shared().readTree(answer.body().bytes());
            return json.path("typeId")
                    .asStringOpt()
                    .map(type -> new Manifest(
                            Words.printable(type),
                            Words.printable(json.path("version").asString("")),
                            Words.printable(json.path("url").asString(""))));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
