package dev.tributary.gateway.doctor;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
    /** Users cannot be connected or served until it is mended. */
    ERROR,
    /** It works, or may work, and something about it is weak, deceptive or bound to fail later. */
    WARNING;

    /** Returns how it is written. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
