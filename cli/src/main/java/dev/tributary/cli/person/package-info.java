/**
 * What a person at a terminal has: a folder with the sites that were named once and the store of what was granted, a way through the
 * browser and back, and answers that can be read. The library is used here as any other program would use it.
 */
@NullMarked
package dev.tributary.cli.person;

import org.jspecify.annotations.NullMarked;
