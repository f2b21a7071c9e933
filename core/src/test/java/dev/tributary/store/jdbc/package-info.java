/** Tests of the stores in databases: the contract on each, and what a file must withstand. */
@NullMarked
package dev.tributary.store.jdbc;

import org.jspecify.annotations.NullMarked;
