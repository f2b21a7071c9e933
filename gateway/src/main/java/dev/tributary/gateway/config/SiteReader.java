package dev.tributary.gateway.config;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.Endpoints;
import dev.tributary.gateway.config.GatewayConfig.Listen;
import dev.tributary.gateway.config.SiteConfig.Client;
import dev.tributary.gateway.config.SiteConfig.Network;
import dev.tributary.model.Secret;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads one entry under {@code sites}. */
final class SiteReader {

    private static final URI NOWHERE = URI.create("http://localhost");
    private static final Pattern BASE_PATH = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*/?");
    private static final Pattern CLOUD_SCOPE = Pattern.compile("[a-z][a-z0-9_.-]*(?::[a-z0-9_.-]+){0,3}");
    private static final Pattern CLOUD_ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String APPS_PAGE = "/manage-profile/apps";
    private static final Secret SIMULATORS_SECRET = Secret.of("tributary-secret");

    private final Reading reading;

    SiteReader(Reading reading) {
        this.reading = reading;
    }

    SiteConfig read(String id, Section site) {
        boolean simulator = site.optional("simulator", Forms::flag).orElse(false);
        boolean insecure = site.optional("allowInsecureHttp", Forms::flag).orElse(false);
        Function<String, URI> url = insecure ? Forms::url : SiteReader::secureUrl;
        Optional<Section> cloud = site.section("cloud");
        Section edition = cloud.orElseGet(() -> site.requiredSection("dataCenter"));
        if (cloud.isPresent() && site.has("dataCenter")) {
            site.fault("dataCenter", "A site is one of Data Center or of Cloud. Take dataCenter or cloud out.");
        }
        boolean passwords = site.optional("allowBasicPasswords", Forms::flag).orElse(false);
        if (passwords && cloud.isPresent()) {
            site.fault(
                    "allowBasicPasswords", "Confluence Cloud takes no passwords. Take this out, and use API tokens.");
        }
        Deployment deployment =
                cloud.isPresent() ? cloud(edition, url, simulator) : deployment(edition, url, passwords);
        Client client = client(edition, site.all("scopes", scope(deployment)), simulator);
        Network network = network(site);
        edition.end();
        site.end();
        return new SiteConfig(id, deployment, client, network, simulator);
    }

    private static Client client(Section dataCenter, List<String> scopes, boolean simulator) {
        String id = dataCenter.required("clientId", Forms::text, "stand-in");
        List<Secret> secrets = dataCenter.oneOrMoreSecrets("clientSecret", Forms::secret);
        if (!simulator && secrets.contains(SIMULATORS_SECRET)) {
            dataCenter.fault(
                    "clientSecret",
                    "This is the simulator's secret, which everybody knows. Register the gateway at Confluence and take the"
                            + " secret from there, or say 'simulator: true' at the site.");
        }
        if (secrets.size() > 2 || new HashSet<>(secrets).size() < secrets.size()) {
            dataCenter.fault(
                    "clientSecret",
                    "A site has one client secret, or two different ones while it is being replaced: the new one first. Take"
                            + " the others out.");
        }
        return new Client(
                id,
                secrets.isEmpty() ? Secret.of("stand-in") : secrets.get(0),
                scopes,
                secrets.size() < 2 ? null : secrets.get(1));
    }

    private static Deployment deployment(Section dataCenter, Function<String, URI> url, boolean passwords) {
        DataCenter deployment = dataCenter(dataCenter, url);
        return passwords ? deployment.allowingBasicPasswords() : deployment;
    }

    private static DataCenter dataCenter(Section dataCenter, Function<String, URI> url) {
        URI base = dataCenter.required("baseUrl", text -> baseUrl(url.apply(text)), NOWHERE);
        DataCenter usual = DataCenter.at(base);
        return dataCenter
                .section("endpoints")
                .map(own -> new DataCenter(base, endpoints(own, usual.endpoints(), url)))
                .orElse(usual);
    }

    private static Cloud cloud(Section cloud, Function<String, URI> url, boolean simulator) {
        boolean government = cloud.optional("government", Forms::flag).orElse(false);
        Cloud.Hosts usual = government ? Cloud.Hosts.US_GOVERNMENT : Cloud.Hosts.ATLASSIAN;
        Cloud.Hosts hosts =
                cloud.section("hosts").map(own -> hosts(own, usual, url)).orElse(usual);
        if (simulator) {
            hosts = simulators(cloud, hosts, usual);
        }
        return new Cloud(
                hosts,
                cloud.optional("site", simulator ? Forms::safeUrl : SiteReader::site)
                        .orElse(null),
                cloud.optional("cloudId", SiteReader::cloudId).orElse(null),
                cloud.optional("offlineAccess", Forms::flag).orElse(true));
    }

    private static Cloud.Hosts hosts(Section own, Cloud.Hosts usual, Function<String, URI> url) {
        Function<String, URI> origin = text -> origin(url.apply(text));
        URI api = own.optional("api", origin).orElse(usual.api());
        List<URI> media = own.all("media", origin);
        Cloud.Hosts hosts = new Cloud.Hosts(
                own.optional("auth", origin).orElse(usual.auth()),
                api,
                own.optional("audience", Forms::text).orElse(usual.audience()),
                own.optional("account", url).orElse(usual.account()),
                !media.isEmpty() ? media : api.equals(usual.api()) ? usual.media() : List.of(api));
        own.end();
        return hosts;
    }

    /** Nothing of a simulator is at Atlassian's addresses, nor is the page where its users see which apps they let in. */
    private static Cloud.Hosts simulators(Section cloud, Cloud.Hosts hosts, Cloud.Hosts usual) {
        if (hosts.auth().equals(usual.auth()) || hosts.api().equals(usual.api())) {
            cloud.fault(
                    "hosts",
                    "A simulator is at an address of its own. Name it twice, such as"
                            + " { auth: \"http://localhost:8091\", api: \"http://localhost:8091\" }; or take 'simulator' out.");
            return hosts;
        }
        URI account = hosts.account().equals(usual.account()) ? URI.create(hosts.auth() + APPS_PAGE) : hosts.account();
        return new Cloud.Hosts(hosts.auth(), hosts.api(), hosts.audience(), account, hosts.media());
    }

    private static String cloudId(String text) {
        if (!CLOUD_ID.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "A cloud id has 36 letters, digits and hyphens, such as 6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0001.");
        }
        return text;
    }

    /** People copy the address of a page. A simulator has all sites at one host, told apart by their paths. */
    private static URI site(String text) {
        return origin(Forms.safeUrl(text));
    }

    private static URI origin(URI url) {
        if (!Set.of("", "/").contains(url.getRawPath()) || url.getRawQuery() != null) {
            throw new IllegalArgumentException("Give scheme and host only, such as https://acme.atlassian.net.");
        }
        return URI.create(url.getScheme() + "://" + url.getRawAuthority());
    }

    private static URI baseUrl(URI url) {
        if (!BASE_PATH.matcher(url.getRawPath()).matches()) {
            throw new IllegalArgumentException(
                    "The path must be the context path as Confluence shows it in its general configuration, such as /confluence.");
        }
        return DataCenter.at(url).baseUrl();
    }

    private static Endpoints endpoints(Section own, Endpoints usual, Function<String, URI> url) {
        Endpoints endpoints = new Endpoints(
                own.optional("authorize", url).orElse(usual.authorize()),
                own.optional("token", url).orElse(usual.token()),
                own.optional("revoke", url).orElse(usual.revoke()),
                own.optional("whoAmI", url).orElse(usual.whoAmI()),
                own.optional("personalTokens", url).orElse(usual.personalTokens()));
        own.end();
        return endpoints;
    }

    /** Reads the way to what a section is about. */
    Network network(Section site) {
        Path caBundle = site.optional("caBundle", reading::readableFile).orElse(null);
        InetSocketAddress proxy = site.optional("proxy", SiteReader::address).orElse(null);
        Network usual = Network.DIRECT;
        return site.section("timeouts")
                .map(timeouts -> {
                    Network own = new Network(
                            caBundle,
                            proxy,
                            timeouts.optional("connect", Forms::duration).orElse(usual.connect()),
                            timeouts.optional("answer", Forms::duration).orElse(usual.answer()));
                    timeouts.end();
                    return own;
                })
                .orElse(new Network(caBundle, proxy, usual.connect(), usual.answer()));
    }

    private static InetSocketAddress address(String text) {
        Listen address = ListenForm.read(text);
        if (address.port() == 0) {
            throw new IllegalArgumentException("Name the proxy's port, such as proxy.example.org:3128.");
        }
        return InetSocketAddress.createUnresolved(address.host(), address.port());
    }

    /** A scope that a deployment knows. */
    static Function<String, String> scope(Deployment deployment) {
        List<String> ladder = deployment.dialect().scopeLadder();
        return text -> {
            if (ladder.isEmpty()) {
                return cloudScope(text);
            }
            if (!ladder.contains(text)) {
                throw new IllegalArgumentException("There is no such scope." + Suggestion.among(ladder, text));
            }
            return text;
        };
    }

    private static String cloudScope(String text) {
        if (!CLOUD_SCOPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "This is not the name of a scope, such as read:page:confluence. Copy it from the application's permissions.");
        }
        return text;
    }

    private static URI secureUrl(String text) {
        try {
            return Forms.safeUrl(text);
        } catch (IllegalArgumentException e) {
            boolean onlyInsecure = "http".equals(Forms.url(text).getScheme());
            String choice = onlyInsecure ? " Or say 'allowInsecureHttp: true' at the site and accept that." : "";
            throw new IllegalArgumentException(e.getMessage() + choice, e);
        }
    }
}
