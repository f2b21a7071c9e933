package dev.tributary.gateway.console;

import dev.tributary.gateway.http.Answer;

/** Answers a request of somebody who is signed in. */
@FunctionalInterface
interface Page {

    /** Returns the answer. May block. Throws {@link dev.tributary.gateway.http.Refused} with what is wrong. */
    Answer show(Visit visit);
}
