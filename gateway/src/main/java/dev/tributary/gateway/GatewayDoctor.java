package dev.tributary.gateway;

import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.doctor.Doctor;
import dev.tributary.gateway.doctor.Report;
import dev.tributary.gateway.doctor.Witness;
import dev.tributary.gateway.webhook.Aim;
import dev.tributary.http.Transport;
import dev.tributary.model.Misconfigured;
import java.time.Clock;
import java.util.Objects;

/** The doctor, with the gateway's own ways to its sites and its store. */
public final class GatewayDoctor {

    private GatewayDoctor() {}

    /**
     * Examines a configuration with all that it names, as {@link Doctor#examine} does. Changes nothing, and may run beside
     * gateways.
     */
    public static Report examine(GatewayConfig config, Witness witness) {
        return examine(config, witness, Clock.systemUTC());
    }

    static Report examine(GatewayConfig config, Witness witness, Clock clock) {
        try (Parts parts = new Parts()) {
            Transport transport;
            try {
                transport = Ways.transport(config.sites(), parts);
            } catch (Misconfigured e) {
                return Doctor.faulty(e, witness);
            }
            StoreLook store = new StoreLook(config.storage(), parts);
            return new Doctor(
                            config,
                            transport,
                            network -> Ways.to(network, parts),
                            new Doctor.Probes(
                                    store,
                                    () -> Certificate.chain(Objects.requireNonNull(config.tls())),
                                    Aim.of(config.webhooks())::refusal),
                            clock)
                    .examine(witness);
        }
    }
}
