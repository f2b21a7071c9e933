package dev.tributary.benchmarks.empty;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application that does nothing of its own. */
@SpringBootApplication
public class Empty {

    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(Empty.class, arguments);
    }
}
