/**
 * Looks at a configuration and at what it names - sites, database, keyset, public URL - and says what to change. What asks never
 * judges, and what judges never asks: each judgement is a pure function of what was heard. Nothing is changed anywhere, and a
 * client secret goes to a token endpoint only, once it is known whose that is.
 */
@NullMarked
package dev.tributary.gateway.doctor;

import org.jspecify.annotations.NullMarked;
