package dev.tributary.gateway.doctor;

import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.AppKey;
import dev.tributary.gateway.config.Fault;
import dev.tributary.model.Misconfigured;
import java.util.List;

/** Judges the configuration file by itself. */
final class FileJudge {

    private static final String WHY = "'tributary serve' does not start with it.";
    private static final String WHY_KEY = "Whoever guesses it acts as every user of the app.";

    private FileJudge() {}

    static Judgement faults(List<Fault> faults) {
        return Judgement.of(
                faults.size() == 1 ? "1 fault" : faults.size() + " faults",
                faults.stream().map(FileJudge::advice).toList());
    }

    private static Advice advice(Fault fault) {
        String what = fault.what();
        int end = what.indexOf(". ");
        String found = end < 0 ? what : what.substring(0, end + 1);
        String mend = end < 0 ? "Correct it there." : what.substring(end + 2);
        String place = "Line " + fault.line() + ", column " + fault.column() + ": ";
        return Advice.error(fault.key().isEmpty() ? null : fault.key(), place + found, WHY, mend);
    }

    static Judgement misconfigured(Misconfigured failure) {
        return Judgement.of("1 fault", Words.error(failure, WHY));
    }

    static Judgement keys(List<AppConfig> apps) {
        List<Advice> weak = apps.stream()
                .filter(app -> !app.keys().stream().allMatch(AppKey::isStrong))
                .map(app -> Advice.warning(
                        "apps." + app.id() + ".keys",
                        "App '" + app.id() + "' has a key shorter than 256 bits.",
                        WHY_KEY,
                        "Replace it by trib_ and what 'openssl rand -hex 32' prints; both may be listed meanwhile."))
                .toList();
        return Judgement.of(weak.isEmpty() ? "of 256 bits" : "weak", weak);
    }
}
