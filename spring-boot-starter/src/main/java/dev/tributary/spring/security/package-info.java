/**
 * The bridge for applications that use Spring Security's OAuth client: its interfaces over Tributary's engine, so that their tokens are
 * renewed once, kept encrypted, and not lost; and the import of what Spring Security kept before.
 */
@NullMarked
package dev.tributary.spring.security;

import org.jspecify.annotations.NullMarked;
