package dev.tributary.simulator.oauth;

/** Ends a token request with an error of RFC 6749, section 5.2. */
final class TokenRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String error;

    TokenRefusal(String error) {
        super(error, null, false, false);
        this.error = error;
    }

    String error() {
        return error;
    }
}
