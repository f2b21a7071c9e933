package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.User;
import java.util.Set;

/** Who is let in to the API host, and with which scopes at the site in question. */
record Guest(User user, Caller.How how, Set<String> scopes) {}
