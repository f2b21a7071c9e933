package dev.tributary.benchmarks.proxy;

/**
 * How thoroughly it is measured.
 *
 * @param rounds in how many rounds, of which the medians are told
 * @param seconds how long each proxy is under each load in a round
 * @param warmUp how many requests each proxy has answered before, so that Java has compiled what they run through
 * @param others how many other users are connected in the second of our gateways
 * @param starts how many times programs are started
 * @param atOnce how many films are sent at once
 */
record Plan(int rounds, double seconds, long warmUp, int others, int starts, int atOnce) {

    /** Some twenty minutes. */
    static final Plan WHOLE = new Plan(5, 5, 600_000, 1_000, 5, 50);

    /** Half a minute: shows that it works, and nothing else. */
    static final Plan SHORT = new Plan(1, 1, 1_000, 5, 1, 2);
}
