package dev.tributary.cli.demo;

import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.Switches;
import java.util.Map;

/**
 * What a demonstration is started with.
 *
 * @param port where Docs Portal listens; 0 for a free one
 * @param switches how the simulator behaves
 */
public record DemoSettings(int port, Switches switches) {

    private static final String FOR_PEOPLE = "PT30S";
    private static final String FOR_PROGRAMS = "PT7S";

    /** Keeps its own copy of the switches. */
    public DemoSettings {
        switches = switches.copy();
    }

    /**
     * Returns the usual settings with the given switches changed. Access tokens live 30 s, so that people can watch them end, or
     * 7 s where nobody has to.
     *
     * <p>Throws {@link IllegalArgumentException} for a switch or value that does not exist, naming those that do.
     */
    public static DemoSettings of(int port, boolean headless, Map<String, String> changed) {
        Switches switches = new Switches().set(Switch.ACCESS_TOKEN_LIFETIME, headless ? FOR_PROGRAMS : FOR_PEOPLE);
        switches.setAll(changed);
        return new DemoSettings(port, switches);
    }
}
