package dev.tributary.confluence;

/** What to say of a request whose fate is unknown. */
final class Doubt {

    private Doubt() {}

    static String about(ConfluenceRequest request) {
        return request.isWrite() ? " The write may have happened; look before sending it again." : "";
    }
}
