/** The rules that the library's code keeps, as tests. Who breaks one on purpose changes the rule in the same commit and says why. */
@NullMarked
package dev.tributary.architecture;

import org.jspecify.annotations.NullMarked;
