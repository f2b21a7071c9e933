package dev.tributary.gateway.attack;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on one ground: each begins without a trace of the one before, and after each nothing is harmed. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AttackTest {

    private Ground opened;

    final Ground ground() {
        return opened;
    }

    @BeforeAll
    void open(@TempDir Path directory) {
        opened = new Ground(directory);
    }

    @AfterAll
    void close() {
        opened.close();
    }

    @BeforeEach
    void begin() {
        opened.begin();
    }

    @AfterEach
    void nothingIsHarmed() {
        opened.assertUnharmed();
    }
}
