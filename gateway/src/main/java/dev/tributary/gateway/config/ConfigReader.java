package dev.tributary.gateway.config;

import dev.tributary.gateway.config.GatewayConfig.Listen;
import dev.tributary.gateway.config.GatewayConfig.Storage;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Reads the file's top level. */
final class ConfigReader {

    private static final URI NOWHERE = URI.create("http://localhost");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Reading reading;

    ConfigReader(Reading reading) {
        this.reading = reading;
    }

    GatewayConfig read(Section file) {
        URI publicUrl = file.required("publicUrl", Forms::publicUrl, NOWHERE);
        Listen listen = file.optional("listen", ListenForm::read)
                .orElseGet(() -> defaultListen(file, publicUrl, file.has("tls")));
        Storage storage = new StoreReader(reading).read(file);
        SiteReader reader = new SiteReader(reading);
        List<SiteConfig> sites = sites(file.requiredSection("sites"), reader);
        List<AppConfig> apps = apps(file.requiredSection("apps"), new AppReader(sites, new AccessReader(reader)));
        List<AddressRange> proxies = file.all("trustedProxies", AddressRange::read);
        AuditConfig audit = AuditReader.read(file);
        WebhookConfig webhooks = new WebhookReader(reading, publicUrl, apps).read(file);
        ConsoleConfig console = file.section("console")
                .map(new ConsoleReader(reader, apps)::read)
                .orElse(null);
        TlsConfig tls = TlsReader.read(reading, file, publicUrl);
        Running running = RunningReader.read(file);
        file.end();
        return new GatewayConfig(
                publicUrl, listen, storage, sites, apps, proxies, audit, webhooks, console, tls, running);
    }

    private static Listen defaultListen(Section file, URI publicUrl, boolean tls) {
        boolean secure = "https".equals(publicUrl.getScheme());
        if (secure && !tls) {
            file.fault(
                    "listen",
                    "This is missing. With an https publicUrl a server in front ends TLS: say where the gateway listens for"
                            + " it, such as 127.0.0.1:8081. Or give it a certificate of its own by tls.");
        }
        String host = publicUrl.getHost().replace("[", "").replace("]", "");
        return new Listen(host, publicUrl.getPort() >= 0 ? publicUrl.getPort() : secure ? HTTPS : HTTP);
    }

    private static List<SiteConfig> sites(Section sites, SiteReader reader) {
        return sites.named(Forms::name).entrySet().stream()
                .map(site -> reader.read(site.getKey(), site.getValue()))
                .toList();
    }

    private static List<AppConfig> apps(Section apps, AppReader reader) {
        Map<String, Section> named = apps.named(Forms::name);
        return named.entrySet().stream()
                .map(app -> reader.read(app.getKey(), app.getValue()))
                .toList();
    }
}
