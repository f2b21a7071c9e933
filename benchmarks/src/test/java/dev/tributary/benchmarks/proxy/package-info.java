/** What the measuring of proxies makes of what it sees. */
@NullMarked
package dev.tributary.benchmarks.proxy;

import org.jspecify.annotations.NullMarked;
