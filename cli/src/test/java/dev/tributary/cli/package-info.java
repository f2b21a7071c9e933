/** Tests of the command line: what it says to wrong usage, and what it leaves out. */
@NullMarked
package dev.tributary.cli;

import org.jspecify.annotations.NullMarked;
