package dev.tributary.gateway.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application that may use the gateway.
 *
 * @param id its name, which people see on the connect page
 * @param access how it shows who it is
 * @param sites the sites it may use
 * @param rights what it may do at most; each key, and its users' tokens, may be limited to less
 * @param returnUrls where a flow may send its users back to, compared byte by byte
 * @param scopes the most it may ask for, by site; a site that is absent allows what the site asks for by default
 * @param connectPage the page of the application on which its users connect, named in problem documents; absent for none
 * @param paths what it may call
 */
public record AppConfig(
        String id,
        Access access,
        Set<String> sites,
        Set<Right> rights,
        Set<String> returnUrls,
        Map<String, List<String>> scopes,
        @Nullable URI connectPage,
        Paths paths) {

    /** Keeps its own copies. */
    public AppConfig {
        sites = Set.copyOf(sites);
        rights = Set.copyOf(rights);
        returnUrls = Set.copyOf(returnUrls);
        scopes = Map.copyOf(scopes);
    }

    /** Describes an application whose keys have all its rights. */
    public AppConfig(
            String id,
            List<AppKey> keys,
            Set<String> sites,
            Set<Right> rights,
            Set<String> returnUrls,
            Map<String, List<String>> scopes,
            @Nullable URI connectPage,
            Paths paths) {
        this(id, Access.byKeys(keys, rights, paths.readOnly()), sites, rights, returnUrls, scopes, connectPage, paths);
    }

    /** Returns the keys it may show. */
    public List<AppKey> keys() {
        return access.keys().stream().map(Access.Key::key).toList();
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

    /** Returns the same application without the paths that deal with credentials or administration. */
    public AppConfig withoutUnsafePaths() {
        Paths usual = new Paths(paths.readOnly(), List.of());
        return new AppConfig(id, access, sites, rights, returnUrls, scopes, connectPage, usual);
    }

    /** Says whether it has a right at all. */
    public boolean may(Right right) {
        return rights.contains(right);
    }

    /** Says whether it may use a site. */
    public boolean mayUse(String site) {
        return sites.contains(site);
    }
}
