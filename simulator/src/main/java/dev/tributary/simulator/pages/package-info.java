/**
 * The pages a person sees: login, consent, errors, dashboard and authorized applications. They are plain HTML with one stylesheet,
 * load nothing from elsewhere, run no script and cannot be framed.
 */
@NullMarked
package dev.tributary.simulator.pages;

import org.jspecify.annotations.NullMarked;
