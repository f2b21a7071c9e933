package dev.tributary.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FreePortTest {

    @Test
    void is_given_to_one_asker_at_a_time_and_none_of_those_that_calls_go_out_from() {
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            int port = FreePort.next();
            assertThat(given.add(port)).as("%d is given once", port).isTrue();
            assertThat(port).isBetween(1024, 32_000);
        }
    }

    @Test
    void is_not_given_while_somebody_listens_there() throws IOException {
        int port = FreePort.next();
        try (ServerSocket listening = new ServerSocket(port)) {
            for (int i = 0; i < 500; i++) {
                assertThat(FreePort.next()).isNotEqualTo(listening.getLocalPort());
            }
        }
    }

    @Test
    void is_of_no_block_that_another_process_holds() throws Exception {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Asking.class.getName())
                .start();
        try {
            int theirs = Integer.parseInt(other.inputReader().readLine());
            assertThat(theirs / 200).as("their block").isNotEqualTo(FreePort.next() / 200);
        } finally {
            other.destroy();
        }
    }

    /** Takes a port and keeps its block until it is ended. */
    static final class Asking {

        private Asking() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(FreePort.next());
            int unused = System.in.read();
        }
    }
}
