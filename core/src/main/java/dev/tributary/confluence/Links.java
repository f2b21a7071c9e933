package dev.tributary.confluence;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Takes links out of answers by their path and query only: origin and context path are the site's, whatever the answer
 * says, so that a token never follows a link elsewhere.
 */
final class Links {

    private static final Pattern ORIGIN = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*");
    private static final Pattern UNENCODED = Pattern.compile("[^A-Za-z0-9\\-._~!$&'()*+,=:@;/?%]");

    private Links() {}

    /**
     * Returns a link to the REST surface as what is appended to the base URL. Some versions give such links with the context
     * path, others without it, and some leave spaces in them.
     *
     * <p>Throws {@link IllegalArgumentException} for what is no such link.
     */
    static String restTarget(String link, URI baseUrl) {
        String path = ORIGIN.matcher(link).replaceFirst("");
        String withContext = baseUrl.getRawPath() + "/rest/";
        String target = path.startsWith(withContext)
                ? path.substring(baseUrl.getRawPath().length())
                : path;
        if (!target.startsWith("/rest/")) {
            throw new IllegalArgumentException("The link does not lead to the REST surface.");
        }
        return Target.checked(encoded(target));
    }

    /** Returns a link for people, such as that of a page; the base URL itself where there is no usable one. */
    static URI page(String link, URI baseUrl) {
        try {
            String path = encoded(ORIGIN.matcher(link).replaceFirst(""));
            return path.startsWith("/") ? URI.create(baseUrl + path) : baseUrl;
        } catch (IllegalArgumentException e) {
            return baseUrl;
        }
    }

    private static String encoded(String target) {
        return UNENCODED.matcher(target).replaceAll(found -> PercentCode.encode(found.group()));
    }
}
