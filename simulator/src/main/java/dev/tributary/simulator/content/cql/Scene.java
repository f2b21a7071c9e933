package dev.tributary.simulator.content.cql;

import dev.tributary.simulator.content.ContentStore;
import dev.tributary.simulator.content.Viewer;
import java.time.ZonedDateTime;

/**
 * What a query is evaluated against.
 *
 * @param viewer who {@code currentUser()} is
 * @param now the time at the server, in the server's zone, in which dates are read
 */
public record Scene(ContentStore store, Viewer viewer, ZonedDateTime now) {}
