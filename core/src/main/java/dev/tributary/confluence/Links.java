package dev.tributary.confluence;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Deployment;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Takes links out of answers by their path and query only: origin and context path are the site's, whatever the answer
 * says, so that a token never follows a link elsewhere.
 *
 * @param context the path that links may begin with and that the site adds itself
 * @param prefix what calls begin with instead
 */
record Links(String context, String prefix) {

    private static final Pattern ORIGIN = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*");
    private static final Pattern UNENCODED = Pattern.compile("[^A-Za-z0-9\\-._~!$&'()*+,=:@;/?%]");
    private static final Pattern SURFACE = Pattern.compile("/(?:rest|api/v2)/.*");
    private static final String DOWNLOAD = "/download/";
    private static final String PRODUCT = "/wiki";

    /** Returns what reads the links of a deployment. */
    static Links of(Deployment deployment) {
        return deployment instanceof Cloud
                ? new Links(PRODUCT, PRODUCT)
                : new Links(deployment.baseUrl().getRawPath(), "");
    }

    /**
     * Returns a link to the REST surface as what is appended to a connection's origin. Some versions give such links with the
     * context path, others without it, and some leave spaces in them.
     *
     * <p>Throws {@link IllegalArgumentException} for what is no such link.
     */
    String target(String link) {
        String path = ORIGIN.matcher(link).replaceFirst("");
        String rest = path.startsWith(context + "/") ? path.substring(context.length()) : path;
        String target = isSurface(rest) ? rest : path;
        if (!isSurface(target)) {
            throw new IllegalArgumentException("The link does not lead to the REST surface.");
        }
        return Target.checked(prefix + encoded(target));
    }

    /**
     * Returns a link to an attachment's bytes as what is appended to a connection's origin.
     *
     * <p>Throws {@link IllegalArgumentException} for what is no such link.
     */
    String download(String link) {
        String path = ORIGIN.matcher(link).replaceFirst("");
        String rest = path.startsWith(context + DOWNLOAD) ? path.substring(context.length()) : path;
        if (!rest.startsWith(DOWNLOAD)) {
            throw new IllegalArgumentException("The link does not lead to an attachment.");
        }
        return Target.checked(prefix + encoded(rest));
    }

    private static boolean isSurface(String path) {
        return SURFACE.matcher(path).matches();
    }

    /** Returns a link for people, such as that of a page; the home itself where there is no usable one. */
    static URI page(String link, URI home) {
        try {
            String path = encoded(ORIGIN.matcher(link).replaceFirst(""));
            return path.startsWith("/") ? URI.create(home + path) : home;
        } catch (IllegalArgumentException e) {
            return home;
        }
    }

    private static String encoded(String target) {
        return UNENCODED.matcher(target).replaceAll(found -> PercentCode.encode(found.group()));
    }
}
