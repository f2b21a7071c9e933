package dev.tributary.cli.person;

import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.http.Transport;
import dev.tributary.http.TransportException;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Refuses a simulator that was not said to be one, before anything is sent there: everybody knows its users. Blocks. */
public final class SimulatorMark {

    private static final String MARK = "X-Tributary-Simulator";
    private static final HttpCall.Limits LIMITS = new HttpCall.Limits(Duration.ofSeconds(15), 64 * 1024);
    private static final Duration LATER = Duration.ofSeconds(10);

    private SimulatorMark() {}

    /**
     * Asks the site.
     *
     * <p>Throws {@link Misconfigured} when it is a simulator and should not be, and {@link Unavailable} when it does not answer.
     */
    public static void check(SavedSite site, Transport transport) {
        URI manifest = URI.create(site.deployment().baseUrl() + "/rest/applinks/1.0/manifest");
        HttpCall call = new HttpCall("GET", manifest, Map.of("Accept", "application/json"), Body.EMPTY, LIMITS);
        HttpAnswer answer = answer(site, transport, call);
        if (!site.simulator() && answer.header(MARK).isPresent()) {
            throw new Misconfigured(
                    "site " + site.id(),
                    "It is a simulator, whose users and passwords everybody knows. Say --simulator if that is meant.");
        }
    }

    private static HttpAnswer answer(SavedSite site, Transport transport, HttpCall call) {
        try {
            return transport.send(call).join();
        } catch (CompletionException e) {
            String why = e.getCause() instanceof TransportException known ? " " + known.getMessage() : "";
            throw new Unavailable(
                    "Site '%s' does not answer at %s.%s"
                            .formatted(site.id(), site.deployment().baseUrl(), why),
                    LATER,
                    e);
        }
    }
}
