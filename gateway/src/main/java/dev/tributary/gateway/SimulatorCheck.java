package dev.tributary.gateway;

import dev.tributary.gateway.config.SiteConfig;
import dev.tributary.gateway.http.Problems;
import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.http.Transport;
import dev.tributary.model.Misconfigured;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses a simulator that was not said to be one: everybody knows its users and their passwords. A site that does not answer
 * is no reason not to start.
 */
final class SimulatorCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatorCheck.class);
    private static final String MARK = "X-Tributary-Simulator";
    private static final HttpCall.Limits LIMITS = new HttpCall.Limits(Duration.ofSeconds(5), 64 * 1024);

    private final Transport transport;

    SimulatorCheck(Transport transport) {
        this.transport = transport;
    }

    /** Asks all sites at once. Blocks. Throws {@link Misconfigured}. */
    void check(Collection<SiteConfig> sites) {
        List<Asked> asked =
                sites.stream().filter(site -> !site.simulator()).map(this::ask).toList();
        asked.forEach(Asked::judge);
    }

    private Asked ask(SiteConfig site) {
        // On Cloud there is no such page; the mark of a simulator is on every answer.
        URI manifest = URI.create(site.deployment().baseUrl() + "/rest/applinks/1.0/manifest");
        HttpCall call = new HttpCall("GET", manifest, Map.of("Accept", "application/json"), Body.EMPTY, LIMITS);
        return new Asked(site, transport.send(call));
    }

    private record Asked(SiteConfig site, CompletableFuture<HttpAnswer> answer) {

        void judge() {
            try {
                SimulatorCheck.judge(site, answer.join());
            } catch (CompletionException e) {
                LOG.warn(
                        "Site '{}' does not answer just now: {}",
                        site.id(),
                        Problems.unwrapped(e).getMessage());
            }
        }
    }

    private static void judge(SiteConfig site, HttpAnswer answer) {
        if (answer.header(MARK).isPresent()) {
            throw new Misconfigured(
                    "sites." + site.id() + ".simulator",
                    "The site is a simulator, whose users and passwords everybody knows. Say 'simulator: true' if that is"
                            + " meant.");
        }
    }
}
