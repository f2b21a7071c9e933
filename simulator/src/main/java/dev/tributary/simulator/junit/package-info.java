/**
 * The JUnit extension: one annotated field gives a test a running Confluence. JUnit is optional at run time and needed by this package only.
 */
@NullMarked
package dev.tributary.simulator.junit;

import org.jspecify.annotations.NullMarked;
