package dev.tributary.simulator.environment;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How this Confluence behaves: the value of each {@link Switch}. Thread-safe; a change holds from the next request on. */
public final class Switches {

    private final Map<Switch, String> values = new ConcurrentHashMap<>();

    /** Makes switches that all have their default. */
    public Switches() {
        reset();
    }

    /** Returns switches of their own with the same values. */
    public Switches copy() {
        Switches copy = new Switches();
        copy.values.putAll(values);
        return copy;
    }

    /** Returns the value. */
    public String get(Switch which) {
        return values.getOrDefault(which, which.defaultValue());
    }

    /** Tells whether it has this value. */
    public boolean is(Switch which, String value) {
        return get(which).equals(value);
    }

    /** Tells whether it is {@code on}. */
    public boolean isOn(Switch which) {
        return is(which, "on");
    }

    /** Returns the value as a length of time. */
    public Duration duration(Switch which) {
        return Duration.parse(get(which));
    }

    /** Returns the value as a number. */
    public int number(Switch which) {
        return Integer.parseInt(get(which));
    }

    /**
     * Sets a switch.
     *
     * @throws IllegalArgumentException when it does not take that value; the message lists what it takes
     */
    public Switches set(Switch which, String value) {
        which.check(value);
        values.put(which, value);
        return this;
    }

    /**
     * Sets a switch by its name.
     *
     * @throws IllegalArgumentException when there is no such switch or it does not take that value; the message lists the valid ones
     */
    public Switches set(String key, String value) {
        return set(Switch.named(key), value);
    }

    /**
     * Sets several switches by their names, or none of them.
     *
     * @throws IllegalArgumentException as {@link #set(String, String)} does
     */
    public void setAll(Map<String, String> wanted) {
        wanted.forEach((key, value) -> Switch.named(key).check(value));
        wanted.forEach(this::set);
    }

    /** Sets every switch back to its default. */
    public void reset() {
        for (Switch each : Switch.values()) {
            values.put(each, each.defaultValue());
        }
    }

    /** Returns every switch with its value, in the order of the enum. */
    public Map<Switch, String> all() {
        return new EnumMap<>(values);
    }
}
