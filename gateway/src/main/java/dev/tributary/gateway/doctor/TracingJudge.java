package dev.tributary.gateway.doctor;

import dev.tributary.http.HttpAnswer;
import java.net.URI;

/** Judges whether a collector takes spans, by how it takes none. */
final class TracingJudge {

    /** An export without a span, as OTLP over HTTP has it. */
    static final String NONE = "{\"resourceSpans\":[]}";

    private static final String SETTING = "tracing.endpoint";
    private static final String WHY = "Spans are lost. Calls are not slowed down or failed by it.";

    private TracingJudge() {}

    static Judgement judge(Heard heard) {
        if (heard instanceof Heard.Nothing nothing) {
            return Judgement.of("not reached", unreached(nothing));
        }
        HttpAnswer answer = ((Heard.Answered) heard).answer();
        return answer.status() == 200
                ? Judgement.well(place(heard) + " takes spans")
                : Judgement.of(
                        "no collector",
                        Advice.warning(
                                SETTING,
                                place(heard) + " takes no spans (status " + answer.status() + ").",
                                WHY,
                                "Set tracing.endpoint to where a collector takes OTLP over HTTP, path included, such as"
                                        + " http://localhost:4318/v1/traces; the port of gRPC is another."));
    }

    /** Without the query, in which some collectors have their key. */
    private static String place(Heard heard) {
        URI asked = heard.asked();
        return asked.getScheme() + "://" + asked.getRawAuthority() + asked.getRawPath();
    }

    private static Advice unreached(Heard.Nothing nothing) {
        String words = String.valueOf(nothing.failure().getMessage()).replace("baseUrl", SETTING);
        return Advice.warning(
                SETTING,
                "The collector at " + place(nothing) + " does not answer: " + words,
                WHY,
                "Start the collector, correct tracing.endpoint, or take 'tracing' out.");
    }
}
