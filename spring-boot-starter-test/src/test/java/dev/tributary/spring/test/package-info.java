@NullMarked
package dev.tributary.spring.test;

import org.jspecify.annotations.NullMarked;
