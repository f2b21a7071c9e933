package dev.tributary.gateway.attack;

import static dev.tributary.gateway.http.RawSocket.head;

import java.util.stream.Stream;

/** Messages to the gateway as bytes, most of them calls of alice by app A. */
final class Calls {

    static final String GET = "GET " + Ground.CURRENT + " HTTP/1.1";
    static final String POST = "POST /sites/wiki/rest/api/content HTTP/1.1";
    static final String HOST = "Host: localhost";
    static final String KEY = "Authorization: Bearer " + App.A.key;
    static final String ALICE = "Tributary-User: alice";

    private Calls() {}

    /** Returns a call of alice by a request line, with more fields. */
    static String call(String line, String... more) {
        return head(Stream.concat(Stream.of(line, HOST, KEY, ALICE), Stream.of(more))
                .toArray(String[]::new));
    }

    /** Returns alice's call of a target. */
    static String get(String target) {
        return call("GET " + target + " HTTP/1.1");
    }
}
