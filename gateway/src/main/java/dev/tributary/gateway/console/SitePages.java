package dev.tributary.gateway.console;

import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.console.SiteTrial.Kind;
import dev.tributary.gateway.console.SiteTrial.Outcome;
import dev.tributary.gateway.doctor.VersionJudge;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Operation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Registers a Data Center site, step by step: tries its base URL, says what an administrator types into its application links, and
 * writes the entry of the configuration. It changes nothing by itself, and no secret is typed here.
 */
final class SitePages {

    private static final String HOME = "/console/sites";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern PATH = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*");
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._~-]{1,200}");

    private final List<String> sites;
    private final URI publicUrl;
    private final SiteTrial trial;
    private final Audit audit;
    private final Frame frame;

    SitePages(List<String> sites, URI publicUrl, SiteTrial trial, Audit audit, Frame frame) {
        this.sites = sites;
        this.publicUrl = publicUrl;
        this.trial = trial;
        this.audit = audit;
        this.frame = frame;
    }

    List<Operation> all(Gate gate) {
        return List.of(gate.page(HOME, this::begin), gate.change(HOME, this::go));
    }

    private Answer begin(Visit visit) {
        return frame.page(visit, "site-new", form(visit, List.of()));
    }

    private Answer go(Visit visit) {
        List<String> faults = new ArrayList<>();
        String name = visit.field("name");
        if (!NAME.matcher(name).matches()) {
            faults.add("The name has lower-case letters, digits and hyphens only, and begins with a letter or digit.");
        } else if (sites.contains(name)) {
            faults.add("There is a site of this name already.");
        }
        URI baseUrl = baseUrl(visit.field("baseUrl"), faults);
        String clientId = visit.field("clientId");
        if (!clientId.isEmpty() && !CLIENT_ID.matcher(clientId).matches()) {
            faults.add("The client id has letters, digits and . _ ~ - only, as Confluence shows it.");
        }
        if (!faults.isEmpty()) {
            return frame.page(422, visit, "site-new", form(visit, faults));
        }
        Outcome outcome = trial.ask(baseUrl);
        audit.event("console.site_tried")
                .with("baseUrl", baseUrl)
                .with("outcome", outcome.kind())
                .log();
        Verdict verdict = verdict(outcome);
        return verdict.bad()
                ? frame.page(422, visit, "site-new", form(visit, List.of(verdict.text())))
                : frame.page(visit, "site-steps", steps(visit, baseUrl, verdict, clientId));
    }

    private static Map<String, Object> form(Visit visit, List<String> faults) {
        Map<String, Object> model = new HashMap<>();
        model.put("name", visit.field("name"));
        model.put("baseUrl", visit.field("baseUrl"));
        model.put("permission", visit.field("permission").equals("READ") ? "READ" : "WRITE");
        model.put("faults", faults);
        return model;
    }

    private Map<String, Object> steps(Visit visit, URI baseUrl, Verdict verdict, String clientId) {
        String name = visit.field("name");
        boolean reading = visit.field("permission").equals("READ");
        Map<String, Object> model = form(visit, List.of());
        model.put("baseUrl", baseUrl.toString());
        model.put("verdict", verdict.text());
        model.put("tone", verdict.tone());
        model.put("applinks", baseUrl + "/plugins/servlet/applinks/listApplicationLinks");
        model.put("redirectUrl", publicUrl + "/callback/" + name);
        model.put("permissionShown", reading ? "Read" : "Write");
        model.put("clientId", clientId);
        model.put("variable", variable(name));
        model.put("yaml", yaml(name, baseUrl, clientId, reading));
        return model;
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_') + "_SECRET";
    }

    private static String yaml(String name, URI baseUrl, String clientId, boolean reading) {
        String yaml = """
                sites:
                  %s:
                    dataCenter:
                      baseUrl: "%s"
                      clientId: "%s"
                      clientSecret: "${%s}"
                """.formatted(name, baseUrl, clientId, variable(name));
        return reading ? yaml + "    scopes: [READ]\n" : yaml;
    }

    private static URI baseUrl(String text, List<String> faults) {
        try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (web
                    && plain
                    && uri.getHost() != null
                    && PATH.matcher(uri.getRawPath()).matches()) {
                return uri;
            }
        } catch (URISyntaxException noUri) {
            // As below.
        }
        faults.add(
                "The base URL is an http or https URL without a query, such as https://wiki.example.org/confluence.");
        return URI.create("http://localhost");
    }

    /** What to make of a trial. */
    record Verdict(String text, String tone) {

        boolean bad() {
            return tone.equals("bad");
        }
    }

    private static Verdict verdict(Outcome outcome) {
        if (outcome.kind() != Kind.PRODUCT) {
            return new Verdict(outcome.detail(), "bad");
        }
        if (!outcome.type().equals("confluence")) {
            return new Verdict("There is '" + outcome.type() + "', not Confluence.", "bad");
        }
        if (VersionJudge.isTooOld(outcome.version())) {
            return new Verdict(
                    "Confluence " + outcome.version()
                            + " is there, which has no OAuth 2.0 provider. That came with 7.17.",
                    "bad");
        }
        return outcome.version().isEmpty()
                ? new Verdict("Confluence is there. It does not say which version; 7.17 or later is needed.", "warn")
                : new Verdict("Confluence " + outcome.version() + " is there.", "good");
    }
}
