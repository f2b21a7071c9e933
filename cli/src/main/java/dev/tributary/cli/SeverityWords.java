package dev.tributary.cli;

import dev.tributary.cli.person.Choice;
import dev.tributary.gateway.doctor.Severity;

/** Reads how bad a finding is. */
final class SeverityWords extends Choice<Severity> {

    SeverityWords() {
        super(Severity.class);
    }
}
