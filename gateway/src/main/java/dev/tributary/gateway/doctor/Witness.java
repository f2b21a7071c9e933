package dev.tributary.gateway.doctor;

import org.jspecify.annotations.Nullable;

/** Is told how far an examination has come. */
public interface Witness {

    /** A check begins. */
    void begins(Check check, @Nullable String site);

    /** A check is over. */
    void ends(Checked checked);
}
