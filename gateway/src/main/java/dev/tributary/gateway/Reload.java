package dev.tributary.gateway;

import dev.tributary.gateway.config.ConfigFaults;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Door;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.http.Problem;
import dev.tributary.gateway.http.Refused;
import dev.tributary.model.Misconfigured;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the configuration again when it is told to. Thread-safe; one at a time. */
final class Reload {

    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private final Gateway.Source source;
    private final InForce inForce;
    private final MeterRegistry meters;

    Reload(Gateway.Source source, InForce inForce, MeterRegistry meters) {
        this.source = source;
        this.inForce = inForce;
        this.meters = meters;
    }

    /** Puts what the source has now in force. Blocks. Throws as {@link Gateway#reload()} says. */
    synchronized void run() throws IOException {
        try {
            inForce.replaceBy(source.read());
        } catch (IOException | RuntimeException e) {
            LOG.error("The configuration was not reloaded, and the former one stays in force. {}", e.getMessage());
            count("refused");
            throw e;
        }
        LOG.info("The configuration was reloaded.");
        count("done");
    }

    private void count(String outcome) {
        Counter.builder("tributary.config.reloads")
                .description("Times that the configuration was read again")
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }

    /** Returns the operation for the management listener. What is wrong is told to whoever asks: only operators reach it. */
    Operation operation() {
        return Operation.post("/reload", Door.to(this::answer));
    }

    private Answer answer(Incoming request) {
        try {
            run();
            return Answer.json(200, Map.of("status", "reloaded"));
        } catch (ConfigFaults | Misconfigured | IOException e) {
            throw new Refused(
                    new Problem(422, "configuration-refused", "Configuration refused", String.valueOf(e.getMessage())));
        }
    }
}
