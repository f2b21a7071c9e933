package dev.tributary.cli.demo;

import dev.tributary.simulator.Edition;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.Switches;
import java.util.Map;

/**
 * What a demonstration is started with.
 *
 * @param edition which Confluence
 * @param port where Docs Portal listens; 0 for a free one
 * @param switches how the simulator behaves
 */
public record DemoSettings(Edition edition, int port, Switches switches) {

    private static final String FOR_PEOPLE = "PT30S";
    private static final String FOR_PROGRAMS = "PT7S";
    private static final String FOR_A_MOVED_CLOCK = "PT1H";

    /** Keeps its own copy of the switches. */
    public DemoSettings {
        switches = switches.copy();
    }

    /**
     * Returns the usual settings with the given switches changed. Access tokens live 30 s, so that people can watch them end;
     * where nobody has to, 7 s, or at Cloud an hour, which passes in no time there.
     *
     * <p>Throws {@link IllegalArgumentException} for a switch or value that does not exist, naming those that do.
     */
    public static DemoSettings of(Edition edition, int port, boolean headless, Map<String, String> changed) {
        Switches switches =
                new Switches().set(Switch.ACCESS_TOKEN_LIFETIME, headless ? forPrograms(edition) : FOR_PEOPLE);
        switches.setAll(changed);
        return new DemoSettings(edition, port, switches);
    }

    private static String forPrograms(Edition edition) {
        return edition == Edition.CLOUD ? FOR_A_MOVED_CLOCK : FOR_PROGRAMS;
    }
}
