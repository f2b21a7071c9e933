/** Tests of what a person at a terminal has, part by part; whole commands are tested beside them. */
@NullMarked
package dev.tributary.cli.person;

import org.jspecify.annotations.NullMarked;
