package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.content.RefusedException;

/** Reads the content types of paths and parameters. */
final class RequestedType {
    private RequestedType() {}

    static ContentType of(String wire) {
        return ContentType.of(wire).orElseThrow(() -> RefusedException.invalid("Unknown content type: " + wire));
    }
}
