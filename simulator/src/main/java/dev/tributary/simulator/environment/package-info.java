/**
 * The world the simulated Confluence lives in: its users, its clock, its switches, and who is calling.
 * Every surface (OAuth, pages, REST) is built from these and changes none of the others.
 */
@NullMarked
package dev.tributary.simulator.environment;

import org.jspecify.annotations.NullMarked;
