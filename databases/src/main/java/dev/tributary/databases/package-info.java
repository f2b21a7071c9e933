/** Real database servers for tests, each started once for all tests of a process and ended with it. */
@NullMarked
package dev.tributary.databases;

import org.jspecify.annotations.NullMarked;
