package dev.tributary.token.process;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.environment.Switch;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** What the authorization server does with a refresh token that comes again. */
enum Provider {
    /** Refuses it: Confluence Data Center. */
    STRICT(Duration.ZERO, "without leeway"),
    /** Answers it again, for longer than the slowest machine needs for all of this. */
    FORGIVING(Duration.ofHours(10), "with leeway"),
    /** Answers it again for ten minutes, of which nine are over. */
    LATE(Duration.ofMinutes(10), "with leeway, late");

    private final Duration leeway;
    private final String words;

    Provider(Duration leeway, String words) {
        this.leeway = leeway;
        this.words = words;
    }

    boolean forgives() {
        return !leeway.isZero();
    }

    ConfluenceSimulator start() {
        return ConfluenceSimulator.dataCenter()
                .set(Switch.REFRESH_LEEWAY, leeway.toString())
                .set(Switch.REFRESH_REUSE, forgives() ? "end-family" : "refuse")
                .start();
    }

    String site() {
        return name().toLowerCase(Locale.ROOT);
    }

    Setup.Place at(URI baseUrl) {
        return new Setup.Place(site(), baseUrl, URI.create(baseUrl + "/rest/oauth2/latest/token"), leeway);
    }

    @Override
    public String toString() {
        return words;
    }
}
