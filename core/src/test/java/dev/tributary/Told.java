package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.model.TributaryException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What somebody is told of a failure: never a secret, and nothing in the server's own words, however deep one looks. */
final class Told {

    private static final String[] NEVER = {
        "tributary-secret",
        "a-secret-that-is-none",
        "the-code",
        "access-",
        "refresh-",
        Wobbly.ITS_WORDS,
        "code_verifier",
        "state="
    };

    private Told() {}

    static TributaryException by(ThrowingCallable work) {
        TributaryException failure = catchThrowableOfType(TributaryException.class, work);
        assertThat(failure).as("it failed").isNotNull();
        StringWriter everything = new StringWriter();
        failure.printStackTrace(new PrintWriter(everything, true));
        assertThat(everything.toString()).doesNotContain(NEVER);
        return failure;
    }
}
