package dev.tributary.gateway.config;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Deployment;
import dev.tributary.gateway.config.AppConfig.Paths;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one entry under {@code apps}. */
final class AppReader {

    private static final Set<String> RESERVED = Set.of("connection_code", "state", "error");
    private static final Pattern PATH = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)+/?");

    private final Map<String, SiteConfig> sites;
    private final AccessReader access;

    AppReader(List<SiteConfig> sites, AccessReader access) {
        this.access = access;
        this.sites = sites.stream().collect(Collectors.toUnmodifiableMap(SiteConfig::id, Function.identity()));
    }

    AppConfig read(String id, Section app) {
        Set<String> used = new HashSet<>(app.some("sites", once(this::site)));
        Set<Right> rights = new HashSet<>(app.some("rights", Right::of));
        Paths paths = paths(app);
        AppConfig read = new AppConfig(
                id,
                access.read(app, Allowance.of(rights, paths.readOnly())),
                used,
                rights,
                new HashSet<>(app.all("returnUrls", once(AppReader::returnUrl))),
                scopes(app, used),
                app.optional("connectPage", Forms::safeUrl).orElse(null),
                paths);
        if (read.may(Right.CONNECT) && !app.has("returnUrls")) {
            app.fault(
                    "returnUrls", "This is missing, and the right 'connect' needs it. List where users come back to.");
        }
        checkHandIns(read, app);
        app.end();
        return read;
    }

    /** A right that no site of the app has a use for is a setting that was forgotten. */
    private void checkHandIns(AppConfig read, Section app) {
        if (read.may(Right.BASIC_PASSWORDS) && !isUsable(read, AppReader::takesPasswords)) {
            app.fault(
                    "rights",
                    "The right 'basic-passwords' is of no use: none of the app's sites says 'allowBasicPasswords: true'. Say"
                            + " that there, or take the right out.");
        }
        if (read.may(Right.API_TOKENS) && !isUsable(read, AppReader::takesApiTokens)) {
            app.fault(
                    "rights",
                    "The right 'api-tokens' is of no use: none of the app's sites is of Cloud and says which in 'cloud.site'."
                            + " Say that there, or take the right out.");
        }
        if (read.may(Right.SERVICE_ACCOUNTS) && limitsCloud(read)) {
            app.fault(
                    "scopes",
                    "The app has the right 'service-accounts', and a service account of Cloud has the scopes of its registration,"
                            + " which nothing here limits. Take the site's scopes out here, or the right.");
        }
    }

    private boolean isUsable(AppConfig app, Predicate<Deployment> use) {
        return app.sites().isEmpty()
                || app.sites().stream().map(this::deployment).anyMatch(use);
    }

    private static boolean takesPasswords(Deployment deployment) {
        return deployment instanceof DataCenter dataCenter && dataCenter.basicPasswords();
    }

    private static boolean takesApiTokens(Deployment deployment) {
        return deployment instanceof Cloud cloud && cloud.onlySite() != null;
    }

    private boolean limitsCloud(AppConfig app) {
        return app.scopes().keySet().stream().anyMatch(site -> deployment(site) instanceof Cloud);
    }

    private Map<String, List<String>> scopes(Section app, Set<String> used) {
        Map<String, List<String>> scopes = new HashMap<>();
        app.section("scopes").ifPresent(section -> {
            for (String site : used) {
                if (section.has(site)) {
                    scopes.put(site, section.some(site, SiteReader.scope(deployment(site))));
                }
            }
            section.end();
        });
        return scopes;
    }

    private static Paths paths(Section app) {
        boolean readOnly = app.optional("readOnly", Forms::flag).orElse(false);
        return new Paths(readOnly, app.all("unsafePaths", AppReader::path));
    }

    private Deployment deployment(String site) {
        return Objects.requireNonNull(sites.get(site)).deployment();
    }

    private String site(String text) {
        if (!sites.containsKey(text)) {
            throw new IllegalArgumentException("There is no such site." + Suggestion.among(sites.keySet(), text));
        }
        return text;
    }

    private static String returnUrl(String text) {
        String query = Forms.safeUrl(text).getRawQuery();
        if (query != null && Stream.of(query.split("&")).anyMatch(AppReader::isReserved)) {
            throw new IllegalArgumentException(
                    "The query must not have connection_code, state or error: the gateway adds those. Take them out.");
        }
        return text;
    }

    private static boolean isReserved(String parameter) {
        return RESERVED.contains(URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8));
    }

    private static String path(String text) {
        if (!PATH.matcher(text).matches()) {
            throw new IllegalArgumentException("Write a path as Confluence has it, such as /rest/pat.");
        }
        return text;
    }

    private static UnaryOperator<String> once(UnaryOperator<String> form) {
        List<String> before = new ArrayList<>();
        return text -> {
            String value = form.apply(text);
            if (before.contains(value)) {
                throw new IllegalArgumentException("This is in the list already. Keep one of them.");
            }
            before.add(value);
            return value;
        };
    }
}
