package dev.tributary.simulator.http;

/** Ends the handling of a request with an answer from anywhere inside a handler. */
public final class HttpRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Response response;

    /** Makes a refusal that answers with this response. */
    public HttpRefusal(Response response) {
        super("refused with " + response.status(), null, false, false);
        this.response = response;
    }

    /** Returns the answer. */
    public Response response() {
        return response;
    }
}
