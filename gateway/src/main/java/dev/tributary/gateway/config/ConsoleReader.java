package dev.tributary.gateway.config;

import dev.tributary.gateway.config.ConsoleConfig.Admins;
import dev.tributary.gateway.config.ConsoleConfig.Oidc;
import dev.tributary.gateway.config.SiteConfig.Client;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code console}. */
final class ConsoleReader {

    private static final URI NOWHERE = URI.create("http://localhost");
    private static final String GROUP = "group:";

    private final SiteReader networks;
    private final List<AppConfig> apps;

    ConsoleReader(SiteReader networks, List<AppConfig> apps) {
        this.networks = networks;
        this.apps = apps;
    }

    ConsoleConfig read(Section console) {
        boolean adminKeys = console.optional("adminKeys", Forms::flag).orElse(false);
        Oidc oidc = console.section("oidc").map(this::oidc).orElse(null);
        Admins admins = admins(console);
        if (oidc == null && !adminKeys) {
            console.fault("adminKeys", "Nobody could sign in. Say 'adminKeys: true', or add 'oidc' and 'admins'.");
        }
        if (oidc == null && console.has("admins")) {
            console.fault("admins", "This names users of an OpenID provider. Add 'oidc', or take this out.");
        }
        if (oidc != null && !console.has("admins")) {
            console.fault(
                    "admins",
                    "This is missing, and without it every user of the issuer would be an administrator. List their 'sub', or"
                            + " groups as 'group:NAME'.");
        }
        if (adminKeys && apps.stream().noneMatch(ConsoleReader::hasAdminKey)) {
            console.fault(
                    "adminKeys", "No app has a key with the right 'admin'. Give one that right, or take this out.");
        }
        console.end();
        return new ConsoleConfig(adminKeys, oidc, admins);
    }

    private Oidc oidc(Section oidc) {
        Oidc read = new Oidc(
                oidc.required("issuer", ConsoleReader::issuer, NOWHERE),
                new Client(
                        oidc.required("clientId", Forms::text, "stand-in"),
                        oidc.secret("clientSecret"),
                        oidc.all("scopes", Forms::text)),
                oidc.optional("groupsClaim", Forms::text).orElse("groups"),
                networks.network(oidc));
        oidc.end();
        return read;
    }

    private static URI issuer(String text) {
        URI issuer = Forms.safeUrl(text);
        if (issuer.getRawQuery() != null) {
            throw new IllegalArgumentException("An issuer has no query. Write it as its tokens have it in 'iss'.");
        }
        return issuer;
    }

    private static Admins admins(Section console) {
        if (!console.has("admins")) {
            return Admins.NOBODY;
        }
        Set<String> subjects = new HashSet<>();
        Set<String> groups = new HashSet<>();
        for (String admin : console.some("admins", Forms::text)) {
            if (admin.startsWith(GROUP)) {
                groups.add(admin.substring(GROUP.length()));
            } else {
                subjects.add(admin);
            }
        }
        return new Admins(subjects, groups);
    }

    private static boolean hasAdminKey(AppConfig app) {
        return app.access().keys().stream()
                .anyMatch(key -> key.allowance().rights().contains(Right.ADMIN));
    }
}
