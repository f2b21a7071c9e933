package dev.tributary.gateway.config;

import dev.tributary.gateway.config.Yaml.Place;

/**
 * One thing that is wrong with a configuration.
 *
 * @param line the line, counted from 1
 * @param column the column, counted from 1
 * @param key the path of the key, such as {@code sites.wiki.dataCenter.baseUrl}; empty for the file as a whole
 * @param what what is wrong, and what to do
 */
public record Fault(int line, int column, String key, String what) {

    Fault(Place place, String key, String what) {
        this(place.line(), place.column(), key, what);
    }

    @Override
    public String toString() {
        String where = "line " + line + ", column " + column;
        return key.isEmpty() ? where + ": " + what : where + ": " + key + ": " + what;
    }
}
