package dev.tributary.gateway.doctor;

import java.net.URI;
import java.util.Optional;

/** Knows to which addresses messages may go. */
@FunctionalInterface
public interface TargetProbe {

    /** Returns why none goes there; empty where one may. Blocks. */
    Optional<String> refusal(URI target);
}
