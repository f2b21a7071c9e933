package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * An item of the list of attacks.
 *
 * @param id its number in the list
 * @param what what is tried
 * @param reaches whether something of it may reach Confluence
 * @param attempt tries it, and checks what is its own
 */
record Item(String id, String what, boolean reaches, Attempt attempt) {

    /** Tries something on the ground. */
    @FunctionalInterface
    interface Attempt {
        void on(Ground ground) throws Exception;
    }

    /** Makes one of which nothing may reach Confluence. */
    static Item item(String id, String what, Attempt attempt) {
        return new Item(id, what, false, attempt);
    }

    /** Makes one that Confluence may see; how much of it, the attempt checks. */
    static Item reaching(String id, String what, Attempt attempt) {
        return new Item(id, what, true, attempt);
    }

    /** Makes one of bytes that are answered by one refusal. */
    static Item bytes(String id, String what, String bytes, Integer... statuses) {
        return item(id, what, ground -> {
            String answer = ground.raw(bytes);
            assertThat(answer).startsWith("HTTP/1.1 ");
            assertThat(Integer.parseInt(answer.substring(9, 12))).as(answer).isIn(List.of(statuses));
            assertThat(answer.split("HTTP/1\\.1 [0-9]", -1)).as("answers").hasSize(2);
            assertThat(answer).contains("application/problem+json").contains("\"type\":\"https://");
        });
    }

    @Override
    public String toString() {
        return id + " " + what;
    }
}
