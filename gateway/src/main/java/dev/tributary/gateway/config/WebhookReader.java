package dev.tributary.gateway.config;

import dev.tributary.gateway.config.WebhookConfig.Target;
import dev.tributary.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Reads which applications are told of what happens. */
final class WebhookReader {

    private static final URI NOWHERE = URI.create("https://localhost");
    private static final int FEWEST_OCTETS = 24;
    private static final int MOST_OCTETS = 64;
    private static final int MOST_SECRETS = 2;

    private final Reading reading;
    private final URI publicUrl;
    private final List<AppConfig> apps;

    WebhookReader(Reading reading, URI publicUrl, List<AppConfig> apps) {
        this.reading = reading;
        this.publicUrl = publicUrl;
        this.apps = apps;
    }

    WebhookConfig read(Section file) {
        return file.section("webhooks").map(this::of).orElse(WebhookConfig.NONE);
    }

    private WebhookConfig of(Section webhooks) {
        List<AddressRange> networks = webhooks.all("allowedNetworks", AddressRange::read);
        Path caBundle = webhooks.optional("caBundle", reading::readableFile).orElse(null);
        List<Target> targets = webhooks.requiredSection("targets").named(Forms::name).entrySet().stream()
                .map(target -> target(target.getKey(), target.getValue()))
                .toList();
        webhooks.end();
        return new WebhookConfig(targets, networks, caBundle);
    }

    private Target target(String name, Section target) {
        String app = target.required("app", this::app, "");
        boolean insecure = target.optional("allowInsecureHttp", Forms::flag).orElse(false);
        URI url = target.required("url", text -> url(text, insecure), NOWHERE);
        List<Secret> secrets = target.someSecrets("secrets", WebhookReader::secret);
        if (secrets.size() > MOST_SECRETS) {
            target.fault("secrets", "There are two at most, the second while the first is being replaced.");
        }
        List<String> events = target.all("events", WebhookReader::event);
        target.end();
        return new Target(name, app, url, secrets, Set.copyOf(events.isEmpty() ? WebhookConfig.USUAL_EVENTS : events));
    }

    private String app(String text) {
        List<String> known = apps.stream().map(AppConfig::id).toList();
        if (!known.contains(text)) {
            throw new IllegalArgumentException("There is no such app." + Suggestion.among(known, text));
        }
        return text;
    }

    private URI url(String text, boolean insecure) {
        URI url = Forms.url(text);
        if (!insecure && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException(
                    "Messages would cross the network in clear. Use https; or, within an allowed"
                            + " network, set allowInsecureHttp: true.");
        }
        if (url.getRawAuthority().equals(publicUrl.getRawAuthority())) {
            throw new IllegalArgumentException("This is the gateway itself. Name the application's address.");
        }
        return url;
    }

    private static Secret secret(String text) {
        String prefix = "whsec_";
        try {
            int octets =
                    text.startsWith(prefix) ? Base64.getDecoder().decode(text.substring(prefix.length())).length : 0;
            if (octets >= FEWEST_OCTETS && octets <= MOST_OCTETS) {
                return Secret.of(text);
            }
        } catch (IllegalArgumentException notBase64) {
            // The same fault as below, which does not repeat what was written.
        }
        throw new IllegalArgumentException("A secret is whsec_ and the base64 of 24 to 64 random bytes. Make one:"
                + " echo \"whsec_$(openssl rand -base64 32)\"");
    }

    private static String event(String text) {
        if (!WebhookConfig.EVENTS.contains(text)) {
            throw new IllegalArgumentException(
                    "There is no such event." + Suggestion.among(WebhookConfig.EVENTS, text));
        }
        return text;
    }
}
