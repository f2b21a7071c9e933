package dev.tributary.confluence;

import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.http.OpenAnswer;
import dev.tributary.http.Transport;
import dev.tributary.http.TransportException;
import dev.tributary.http.TransportException.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Keeps a successful answer open until it was judged; of any other one the beginning is enough. For one call and one thread. */
final class Opening implements Way, AutoCloseable {

    private static final int BEGINNING = 256 * 1024;

    private final Transport transport;
    private @Nullable OpenAnswer open;

    Opening(Transport transport) {
        this.transport = transport;
    }

    @Override
    public HttpAnswer exchange(HttpCall call) {
        close();
        OpenAnswer answer = Waiting.patientlyOn(transport.open(call));
        if (answer.status() >= 300) {
            return beginning(answer, BEGINNING);
        }
        open = answer;
        return new HttpAnswer(answer.status(), answer.headers(), Body.EMPTY);
    }

    static HttpAnswer beginning(OpenAnswer answer, int mostBytes) {
        try {
            return answer.beginning(mostBytes);
        } catch (IOException e) {
            throw e.getCause() instanceof TransportException why
                    ? why
                    : new TransportException(Kind.BROKEN, "The answer cannot be read to its end.", false, e);
        }
    }

    /** Returns the answer that is open, which is the caller's to close from now on. */
    OpenAnswer taken() {
        OpenAnswer answer = open;
        if (answer == null) {
            throw new IllegalStateException("No answer is open.");
        }
        open = null;
        return answer;
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
