package dev.tributary.gateway.config;

import dev.tributary.gateway.config.Yaml.Entry;
import dev.tributary.gateway.config.Yaml.Mapping;
import dev.tributary.gateway.config.Yaml.Place;
import dev.tributary.gateway.config.Yaml.Scalar;
import dev.tributary.gateway.config.Yaml.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML and keeps the places, which a mapping to objects would lose. */
final class YamlReader {

    private static final int DEEPEST = 16;

    private final YAMLParser parser;
    private int depth;

    private YamlReader(YAMLParser parser) {
        this.parser = parser;
    }

    /** Returns the document; throws {@link ConfigFaults} where the text is no YAML, at the first place that is not. */
    static Yaml read(String text) {
        try (YAMLParser parser = (YAMLParser) YAMLMapper.shared().createParser(text)) {
            if (parser.nextToken() == null) {
                return new Mapping(List.of(), new Place(1, 1));
            }
            Yaml document = new YamlReader(parser).node();
            if (parser.nextToken() != null) {
                throw fault(
                        parser.currentTokenLocation(), "A second document begins here. Keep one document in the file.");
            }
            return document;
        } catch (JacksonException e) {
            throw fault(
                    e.getLocation(),
                    "This is not YAML from here on. Look at the indentation, the quotes and the brackets; a variable within"
                            + " braces or brackets needs quotes, as in \"${NAME}\".");
        }
    }

    private Yaml node() {
        Place place = place(parser.currentTokenLocation());
        if (parser.isCurrentAlias()) {
            throw fault(parser.currentTokenLocation(), "An alias (*name) stands here. Write the value out.");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT, START_ARRAY -> nested(place);
            case VALUE_NULL -> new Scalar("", true, place);
            default -> new Scalar(parser.getString(), parser.getString().isEmpty(), place);
        };
    }

    private Yaml nested(Place place) {
        if (depth == DEEPEST) {
            throw fault(parser.currentTokenLocation(), "This is nested too deeply. Look at the brackets.");
        }
        depth++;
        Yaml nested = parser.currentToken() == JsonToken.START_OBJECT ? mapping(place) : sequence(place);
        depth--;
        return nested;
    }

    private Mapping mapping(Place place) {
        List<Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place at = place(parser.currentTokenLocation());
            parser.nextToken();
            entries.add(new Entry(key, at, node()));
        }
        return new Mapping(entries, place);
    }

    private Sequence sequence(Place place) {
        List<Yaml> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new Sequence(items, place);
    }

    private static ConfigFaults fault(@Nullable TokenStreamLocation location, String what) {
        Place place = location == null ? new Place(1, 1) : place(location);
        return new ConfigFaults(List.of(new Fault(place, "", what)));
    }

    private static Place place(TokenStreamLocation location) {
        return new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
