package dev.tributary.cli;

import dev.tributary.cli.person.SavedSite;
import dev.tributary.cli.person.SavedSite.Way;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that describe a site. What was said once need not be said again. */
final class SiteForm {

    private static final URI USUAL_REDIRECT = URI.create("http://localhost:8765/callback");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec command;

    @Option(
            names = "--base-url",
            paramLabel = "url",
            description = "The base URL of a Data Center, with its context path.")
    private @Nullable URI baseUrl;

    @Option(names = "--cloud", negatable = true, description = "The site is Confluence Cloud.")
    private @Nullable Boolean cloud;

    @Option(
            names = "--cloud-site",
            paramLabel = "url",
            description =
                    "The one site of Cloud that is meant, written like https://acme.atlassian.net. Default: you are asked.")
    private @Nullable URI cloudSite;

    @Option(
            names = "--client-id",
            paramLabel = "id",
            description = "The client id, from whoever registered this program.")
    private @Nullable String clientId;

    @Option(
            names = "--redirect-uri",
            paramLabel = "url",
            description = "The redirect URL as registered, on this machine. Default: http://localhost:8765/callback.")
    private @Nullable URI redirectUri;

    @Option(
            names = "--scope",
            paramLabel = "scope",
            description =
                    "A scope to ask for; may be repeated. Default: WRITE, or at Cloud what reading and writing pages needs.")
    private @Nullable List<String> scopes;

    @Option(names = "--ca-bundle", paramLabel = "file", description = "Certificates to trust at this site, in PEM.")
    private @Nullable Path caBundle;

    @Option(names = "--proxy", paramLabel = "host:port", description = "The HTTP proxy on the way to this site.")
    private @Nullable String proxy;

    @Option(
            names = "--simulator",
            negatable = true,
            description = "The site is a simulator, which is refused otherwise.")
    private @Nullable Boolean simulator;

    @Option(
            names = "--allow-insecure-http",
            negatable = true,
            description = "Lets tokens travel over http, where whoever is in between can read them.")
    private @Nullable Boolean insecureHttp;

    /** Returns the site as it was, with what is said now. */
    SavedSite over(String id, @Nullable SavedSite before) {
        return before == null ? first(id) : changed(before);
    }

    private SavedSite first(String id) {
        boolean isCloud = or(cloud, false);
        if (clientId == null || (!isCloud && baseUrl == null)) {
            throw new ParameterException(
                    command.commandLine(),
                    "The site '%s' is new: say --client-id, and --base-url or --cloud.".formatted(id));
        }
        return new SavedSite(
                id,
                isCloud,
                baseUrl,
                cloudSite,
                clientId,
                or(redirectUri, USUAL_REDIRECT),
                or(scopes, List.of()),
                or(simulator, false),
                or(insecureHttp, false),
                new Way(bundle(), proxy));
    }

    private SavedSite changed(SavedSite before) {
        return new SavedSite(
                before.id(),
                or(cloud, before.cloud()),
                baseUrl == null ? before.baseUrl() : baseUrl,
                cloudSite == null ? before.cloudSite() : cloudSite,
                or(clientId, before.clientId()),
                or(redirectUri, before.redirectUri()),
                or(scopes, before.scopes()),
                or(simulator, before.simulator()),
                or(insecureHttp, before.insecureHttp()),
                new Way(
                        caBundle == null ? before.way().caBundle() : bundle(),
                        proxy == null ? before.way().proxy() : proxy));
    }

    /** The next command may be run in another directory. */
    private @Nullable String bundle() {
        return caBundle == null ? null : caBundle.toAbsolutePath().toString();
    }

    private static <T> T or(@Nullable T said, T otherwise) {
        return said == null ? otherwise : said;
    }
}
