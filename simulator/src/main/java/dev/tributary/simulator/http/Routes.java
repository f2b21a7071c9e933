package dev.tributary.simulator.http;

/** A surface of the simulator: its chapter of the table of contents. */
@FunctionalInterface
public interface Routes {

    /** Adds the surface's lines to the router. */
    void addTo(Router router);
}
