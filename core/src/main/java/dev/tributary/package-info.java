/**
 * The face of the library: connect a user, call Confluence as that user, disconnect. What nine users in ten write is here;
 * the packages below are for the tenth, and none of them knows this one.
 */
@NullMarked
package dev.tributary;

import org.jspecify.annotations.NullMarked;
