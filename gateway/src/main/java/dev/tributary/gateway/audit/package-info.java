/**
 * Who did what to which connection, when and from where: rows in the store's database that are only added, and lines in the log.
 * What changes a connection is written in the transaction that changes it.
 */
@NullMarked
package dev.tributary.gateway.audit;

import org.jspecify.annotations.NullMarked;
