package dev.tributary.gateway.doctor;

import org.jspecify.annotations.Nullable;

/** A finding as a judge puts it, which does not know for which check it was asked. */
record Advice(Severity severity, @Nullable String setting, String found, String why, String mend) {

    static Advice error(@Nullable String setting, String found, String why, String mend) {
        return new Advice(Severity.ERROR, setting, found, why, mend);
    }

    static Advice warning(@Nullable String setting, String found, String why, String mend) {
        return new Advice(Severity.WARNING, setting, found, why, mend);
    }
}
