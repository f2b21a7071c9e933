package dev.tributary.gateway.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one check came to.
 *
 * @param seen what was seen, in a few words; or why nothing was looked at
 * @param skipped whether nothing was looked at, because something else has to be mended first
 * @param advice what should be changed
 */
record Judgement(String seen, boolean skipped, List<Advice> advice) {

    Judgement {
        advice = List.copyOf(advice);
    }

    static Judgement well(String seen) {
        return new Judgement(seen, false, List.of());
    }

    static Judgement skipped(String why) {
        return new Judgement(why, true, List.of());
    }

    static Judgement of(String seen, Advice... all) {
        return new Judgement(seen, false, List.of(all));
    }

    static Judgement of(String seen, List<Advice> advice) {
        return new Judgement(seen, false, advice);
    }

    Judgement and(Advice one) {
        List<Advice> all = new ArrayList<>(advice);
        all.add(one);
        return new Judgement(seen, skipped, all);
    }

    Judgement and(Stream<Advice> more) {
        return new Judgement(seen, skipped, Stream.concat(advice.stream(), more).toList());
    }

    boolean hasError() {
        return advice.stream().anyMatch(one -> one.severity() == Severity.ERROR);
    }
}
