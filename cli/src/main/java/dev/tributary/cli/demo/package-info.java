/**
 * The demonstration: simulator, gateway and portal on loopback, with keys and a store made for one run and removed after it;
 * and the same journey without a browser, which prints each exchange and says at the end what it proved.
 */
@NullMarked
package dev.tributary.cli.demo;

import org.jspecify.annotations.NullMarked;
