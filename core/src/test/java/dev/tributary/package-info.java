/** Tests of the library as an application uses it, against a running simulator. */
@NullMarked
package dev.tributary;

import org.jspecify.annotations.NullMarked;
