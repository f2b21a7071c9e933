/** Tests of Confluence as data. */
@NullMarked
package dev.tributary.deployment;

import org.jspecify.annotations.NullMarked;
