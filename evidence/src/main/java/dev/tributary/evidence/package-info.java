/**
 * Keeps what tests leave behind, below {@code target/evidence} of their module: every line that is logged at whatever level, every
 * exception that was made, database files with their journals, rows of database servers, answers. On the class path of tests it works by
 * itself; its neighbour {@code search} looks through what was kept.
 */
@NullMarked
package dev.tributary.evidence;

import org.jspecify.annotations.NullMarked;
