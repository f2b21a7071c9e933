/** Tests of connecting, in a real servlet container, against a simulated Confluence. */
@NullMarked
package dev.tributary.spring.web;

import org.jspecify.annotations.NullMarked;
