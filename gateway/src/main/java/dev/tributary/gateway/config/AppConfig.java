package dev.tributary.gateway.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application that may use the gateway. Its key speaks for all its users.
 *
 * @param id its name, which people see on the connect page
 * @param keys the keys it may show; two of them while one is being replaced
 * @param sites the sites it may use
 * @param rights what it may do
 * @param returnUrls where a flow may send its users back to, compared byte by byte
 * @param scopes the most it may ask for, by site; a site that is absent allows what the site asks for by default
 * @param connectPage the page of the application on which its users connect, named in problem documents; absent for none
 * @param paths what it may call
 */
public record AppConfig(
        String id,
        List<AppKey> keys,
        Set<String> sites,
        Set<Right> rights,
        Set<String> returnUrls,
        Map<String, List<String>> scopes,
        @Nullable URI connectPage,
        Paths paths) {

    /** Keeps its own copies. */
    public AppConfig {
        keys = List.copyOf(keys);
        sites = Set.copyOf(sites);
        rights = Set.copyOf(rights);
        returnUrls = Set.copyOf(returnUrls);
        scopes = Map.copyOf(scopes);
    }

    /**
     * What an application may call at its sites, besides the calls that every application may make.
     *
     * @param readOnly whether it may only read
     * @param unsafe the paths that deal with credentials or administration and are open to it all the same, each a prefix
     */
    public record Paths(boolean readOnly, List<String> unsafe) {

        /** Every usual call, and no unsafe one. */
        public static final Paths USUAL = new Paths(false, List.of());

        /** Keeps its own copy. */
        public Paths {
            unsafe = List.copyOf(unsafe);
        }
    }

    /** Says whether it has a right. */
    public boolean may(Right right) {
        return rights.contains(right);
    }

    /** Says whether it may use a site. */
    public boolean mayUse(String site) {
        return sites.contains(site);
    }
}
