/**
 * The executable's commands. Each reads its arguments, starts what another module made, and says in one line what happened;
 * exit codes are 0 for done, 1 for failed, 2 for wrong usage or configuration.
 */
@NullMarked
package dev.tributary.cli;

import org.jspecify.annotations.NullMarked;
