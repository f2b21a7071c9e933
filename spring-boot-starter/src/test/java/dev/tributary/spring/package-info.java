@NullMarked
package dev.tributary.spring;

import org.jspecify.annotations.NullMarked;
