package dev.tributary.gateway.proxy;

import dev.tributary.gateway.http.TargetGrammar;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    static LinkWriter dataCenter(URI here, URI origin) {
        return new LinkWriter(here, "", origin.getRawPath());
    }

    static LinkWriter cloud(URI here) {
        return new LinkWriter(here, PRODUCT, PRODUCT);
    }

    /**
     * Returns the {@code _links} of an answer as they are to be passed on.
     *
     * @param links a JSON object
     * @param isList whether they are known to be those of a list; one that goes on says so itself
     */
    byte[] json(byte[] links, boolean isList) {
        try {
            JsonNode read = JSON.readTree(links);
            boolean list = isList || read.has("next") || read.has("prev");
            return list && read instanceof ObjectNode object ? JSON.writeValueAsBytes(rewritten(object)) : links;
        } catch (JacksonException unreadable) {
            return links;
        }
    }

    private ObjectNode rewritten(ObjectNode links) {
        if (links.has("base")) {
            links.put("base", base());
        }
        if (links.has("context")) {
            links.put("context", URI.create(base()).getRawPath());
        }
        for (String name : FOLLOWED) {
            links.path(name).asStringOpt().ifPresent(link -> followed(links, name, link));
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

    /** Returns a header field {@code Link} (RFC 8288), whose targets are relative to the request's own. */
    String header(String field) {
        return IN_HEADER
                .matcher(field)
                .replaceAll(target -> Matcher.quoteReplacement("<" + target(target.group(1)) + ">"));
    }

    private String target(String link) {
        Optional<String> below = below(link);
        if (below.isPresent() && isCanonical(below.get())) {
            return whole(link, below.get());
        }
        return path(link).equals(context) ? base() : link;
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
