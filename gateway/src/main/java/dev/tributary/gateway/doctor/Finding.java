package dev.tributary.gateway.doctor;

import org.jspecify.annotations.Nullable;

/**
 * Something that an operator should change. It carries no secret, and no text of a server but names that were made printable.
 *
 * @param check what was looked at
 * @param site the site; absent where it is the gateway itself
 * @param severity how bad it is
 * @param setting the setting it is about, such as {@code sites.wiki.dataCenter.baseUrl}; absent where it is none of the file's
 * @param found what was found
 * @param why why it matters
 * @param mend how to mend it
 */
public record Finding(
        Check check,
        @Nullable String site,
        Severity severity,
        @Nullable String setting,
        String found,
        String why,
        String mend) {

    static Finding of(Check check, @Nullable String site, Advice advice) {
        return new Finding(
                check, site, advice.severity(), advice.setting(), advice.found(), advice.why(), advice.mend());
    }
}
