/**
 * The attack list of the project, item by item, against a running gateway with two simulated Confluences and a hostile one
 * behind it. Each test carries the item's id; after each, nothing is harmed and nothing secret was said.
 */
@NullMarked
package dev.tributary.gateway.attack;

import org.jspecify.annotations.NullMarked;
