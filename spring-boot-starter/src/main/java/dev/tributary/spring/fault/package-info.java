/** What is wrong with the properties of an application, so that all of it is said at one start. */
@NullMarked
package dev.tributary.spring.fault;

import org.jspecify.annotations.NullMarked;
