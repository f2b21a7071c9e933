package dev.tributary.gateway.proxy;

import dev.tributary.gateway.http.TargetGrammar;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rewrites the links of a list, so that whoever follows them comes back through the gateway, however they are joined. Immutable,
 * pure functions.
 *
 * @param here the site at the gateway: {@code publicUrl} and {@code /sites/{site}}
 * @param product what follows there before every path of the REST surface: {@code /wiki} on Cloud, nothing elsewhere
 * @param context the context path that Confluence's own links may have
 */
record LinkWriter(URI here, String product, String context) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VERSION_2 = "/api/v2/";
    private static final String PRODUCT = "/wiki";
    private static final Set<String> FOLLOWED = Set.of("next", "prev", "self", "first", "last");
    private static final Pattern ORIGIN = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*");
    private static final Pattern SURFACE = Pattern.compile("(?s)/(?:rest/api|api/v2)(?:[/?].*)?");
    private static final Pattern IN_HEADER = Pattern.compile("<([^>]*)>");
    private static final Pattern RELATION = Pattern.compile("(?i)\\brel\\s*=\\s*\"?([^\";,]*)");

    static LinkWriter dataCenter(URI here, URI origin) {
        return new LinkWriter(here, "", origin.getRawPath());
    }

    static LinkWriter cloud(URI here) {
        return new LinkWriter(here, PRODUCT, PRODUCT);
    }

    /**
     * Returns the {@code _links} of an answer as they are to be passed on.
     *
     * <p>Throws {@link IllegalStateException} for what cannot be read here, though some client could.
     *
     * @param links a JSON object
     * @param isList whether they are known to be those of a list; one that goes on says so itself
     */
    byte[] json(byte[] links, boolean isList) {
        if (!isList && !mayGoOn(links)) {
            return links;
        }
        try {
            JsonNode read = JSON.readTree(links);
            boolean list = isList || read.has("next") || read.has("prev");
            return list && read instanceof ObjectNode object ? JSON.writeValueAsBytes(rewritten(object)) : links;
        } catch (JacksonException unreadable) {
            throw new IllegalStateException("The links of an answer cannot be read.", unreadable);
        }
    }

    /** Most answers are single things, whose links are not worth the reading. What is escaped may be any name. */
    private static boolean mayGoOn(byte[] links) {
        String text = new String(links, StandardCharsets.ISO_8859_1);
        return text.contains("next") || text.contains("prev") || text.indexOf('\\') >= 0;
    }

    private ObjectNode rewritten(ObjectNode links) {
        if (links.has("base")) {
            links.put("base", base());
        }
        if (links.has("context")) {
            links.put("context", URI.create(base()).getRawPath());
        }
        for (String name : FOLLOWED) {
            if (links.hasNonNull(name)) {
                followed(links, name, links.path(name).asStringOpt().orElse(""));
            }
        }
        return links;
    }

    /** What would lead elsewhere once a client has resolved it is left out: it would take the app key along. */
    private void followed(ObjectNode links, String name, String link) {
        Optional<String> below = below(link);
        if (below.isPresent() && isCanonical(below.get())) {
            links.put(name, isRelativeToBase(link, below.get()) ? below.get() : whole(link, below.get()));
        } else {
            links.remove(name);
        }
    }

    /** Version 1 gives links that are joined with the base, version 2 such as are joined with the host. */
    private static boolean isRelativeToBase(String link, String below) {
        return !isAbsolute(link) && !below.startsWith(VERSION_2);
    }

    /**
     * Returns the values of the header field {@code Link} (RFC 8288), whose targets are relative to the request's own. What
     * would be followed and leads elsewhere is left out, as among the {@code _links}.
     */
    List<String> headers(List<String> fields) {
        return fields.stream()
                .map(field -> LinkValues.of(field).stream()
                        .flatMap(value -> value(value).stream())
                        .collect(Collectors.joining(", ")))
                .filter(field -> !field.isEmpty())
                .toList();
    }

    private Optional<String> value(String value) {
        Matcher target = IN_HEADER.matcher(value);
        if (!target.find()) {
            return isFollowed(value) ? Optional.empty() : Optional.of(value);
        }
        String rest = value.substring(target.end());
        if (rest.contains("<")) {
            // Whoever reads less strictly finds another link in there.
            return Optional.empty();
        }
        return target(target.group(1))
                .or(() -> isFollowed(rest) ? Optional.empty() : Optional.of(target.group(1)))
                .map(link -> value.substring(0, target.start()) + "<" + link + ">" + rest);
    }

    private static boolean isFollowed(String parameters) {
        return RELATION.matcher(parameters)
                .results()
                .flatMap(relation ->
                        Stream.of(relation.group(1).toLowerCase(Locale.ROOT).split("\\s+")))
                .anyMatch(FOLLOWED::contains);
    }

    private Optional<String> target(String link) {
        Optional<String> below = below(link);
        if (below.isPresent() && isCanonical(below.get())) {
            return Optional.of(whole(link, below.get()));
        }
        return path(link).equals(context) ? Optional.of(base()) : Optional.empty();
    }

    private String whole(String link, String below) {
        return (isAbsolute(link) ? base() : URI.create(base()).getRawPath()) + below;
    }

    private String base() {
        return here + product;
    }

    /** Returns what a link to the REST surface says below the context path, whatever its origin. */
    private Optional<String> below(String link) {
        String path = path(link);
        String below = path.startsWith(context + "/") ? path.substring(context.length()) : path;
        return Optional.of(below).filter(rest -> SURFACE.matcher(rest).matches());
    }

    private static boolean isCanonical(String target) {
        return TargetGrammar.fault(target.split("\\?", 2)[0]).isEmpty();
    }

    private static boolean isAbsolute(String link) {
        return ORIGIN.matcher(link).find();
    }

    private static String path(String link) {
        return ORIGIN.matcher(link).replaceFirst("");
    }
}
