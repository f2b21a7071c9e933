package dev.tributary.simulator.http;

import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper of the simulator. */
public final class Json {

    /** Reads and writes JSON; thread-safe. */
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}
}
