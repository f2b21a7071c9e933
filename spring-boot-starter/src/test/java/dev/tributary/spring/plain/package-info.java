/**
 * Side by side: the six ways in which plain Spring Security 7.1, wired as its documentation says, fails against Confluence. Each class says
 * what happens today; one that fails says that Spring Security no longer does so. Beside it stands what the starter makes of it.
 */
@NullMarked
package dev.tributary.spring.plain;

import org.jspecify.annotations.NullMarked;
