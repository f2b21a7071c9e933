package dev.tributary.gateway.doctor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges whether a Confluence is of a version that has an OAuth 2.0 provider. */
public final class VersionJudge {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");
    private static final int FIRST_MAJOR = 7;
    private static final int FIRST_MINOR = 17;

    private VersionJudge() {}

    /** Says whether a version is known to have no OAuth 2.0 provider; one that is no version is not known. */
    public static boolean isTooOld(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        if (!numbers.matches()) {
            return false;
        }
        int major = Integer.parseInt(numbers.group(1));
        return major < FIRST_MAJOR || (major == FIRST_MAJOR && Integer.parseInt(numbers.group(2)) < FIRST_MINOR);
    }

    static Judgement judge(Manifest manifest) {
        if (!NUMBERS.matcher(manifest.version()).matches()) {
            return Judgement.skipped("Confluence does not say which version it is");
        }
        return isTooOld(manifest.version())
                ? Judgement.of(
                        manifest.version(),
                        Advice.error(
                                null,
                                "This Confluence is version " + manifest.version() + ".",
                                "It has no OAuth 2.0 provider, which came with 7.17: users cannot be connected by consent.",
                                "Update Confluence to 7.17 or later. Until then users may bring personal access tokens (7.9"
                                        + " and later; right personal-access-tokens)."))
                : Judgement.well(manifest.version() + ", 7.17 or later");
    }
}
