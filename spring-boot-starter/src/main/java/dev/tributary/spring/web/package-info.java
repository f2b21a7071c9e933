/** How a servlet application connects its users: the pages to connect and to come back, and Confluence in its handlers. */
@NullMarked
package dev.tributary.spring.web;

import org.jspecify.annotations.NullMarked;
