/** Tributary in a Spring Boot application. */
@NullMarked
package dev.tributary.spring;

import org.jspecify.annotations.NullMarked;
