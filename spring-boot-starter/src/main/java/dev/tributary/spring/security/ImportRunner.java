package dev.tributary.spring.security;

import dev.tributary.model.TributaryException;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/** The import as a command: runs it once the application has started, and ends the application with a code that says how it went. */
public final class ImportRunner implements ApplicationRunner {

    /** Every row is a connection now, or was not needed. */
    public static final int COMPLETE = 0;

    /** Some rows could not be taken; the log says which, and why. */
    public static final int ROWS_LEFT = 3;

    /** It was stopped: the table, the store or a server is away. Run it again. */
    public static final int STOPPED = 4;

    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);

    private final ClientTableImport clients;
    private final IntConsumer exit;

    /** Takes the import, and what ends the application with a code. */
    public ImportRunner(ClientTableImport clients, IntConsumer exit) {
        this.clients = clients;
        this.exit = exit;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        exit.accept(code());
    }

    private int code() {
        try {
            return clients.run().isComplete() ? COMPLETE : ROWS_LEFT;
        } catch (TributaryException | IllegalStateException e) {
            LOG.error("{}", e.getMessage());
            return STOPPED;
        }
    }
}
