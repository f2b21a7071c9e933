package dev.tributary.deployment;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One Confluence that this application is registered with.
 *
 * @param id its name: lower-case letters, digits and hyphens, at most 63, beginning with a letter or digit
 * @param deployment which Confluence
 * @param registration the application's registration there
 */
public record Site(String id, Deployment deployment, ClientRegistration registration) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Checks the id. */
    public Site {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "A site id has lower-case letters, digits and hyphens only, at most 63, and begins with a letter or digit.");
        }
    }

    /** Returns a site at a Confluence Data Center, its base URL with the context path. */
    public static Site dataCenter(String id, URI baseUrl, ClientRegistration registration) {
        return new Site(id, DataCenter.at(baseUrl), registration);
    }

    /** Returns a site at Confluence Cloud. */
    public static Site cloud(String id, Cloud cloud, ClientRegistration registration) {
        return new Site(id, cloud, registration);
    }

    /** Returns a site at a server that is no Confluence. */
    public static Site oauth(String id, OAuthServer server, ClientRegistration registration) {
        return new Site(id, server, registration);
    }

    /** Says whether all consents of an account to this registration are one grant, whose tokens open every site of it. */
    public boolean hasOneGrant() {
        return deployment instanceof Cloud && !deployment.dialect().separateGrants();
    }

    /** Returns where its flows begin and its grants are issued. */
    public Provenance provenance() {
        return new Provenance(deployment.baseUrl(), deployment.endpoints().token());
    }

    /** Returns what a flow asks for when it names no scope. */
    public List<String> scopes() {
        return registration.scopes().isEmpty() ? deployment.defaultScopes() : registration.scopes();
    }
}
