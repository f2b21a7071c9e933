/** Tests of the life of a token, among them a simulation that drives the real engine through seeded schedules of faults. */
@NullMarked
package dev.tributary.token;

import org.jspecify.annotations.NullMarked;
