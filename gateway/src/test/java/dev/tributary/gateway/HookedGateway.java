package dev.tributary.gateway;

import dev.tributary.gateway.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A gateway in a process of its own, which ends when it is killed, or with whoever started it. */
final class HookedGateway {

    private HookedGateway() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Thread parent = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Whoever started this is still there.
                }
            } catch (IOException gone) {
                // So is this.
            }
            Runtime.getRuntime().halt(0);
        });
        parent.setDaemon(true);
        parent.start();
        try (Gateway gateway = Gateway.start(GatewayConfig.read(Path.of(arguments[0]), System.getenv()))) {
            System.out.println("ready " + gateway.uri());
            new CountDownLatch(1).await();
        }
    }
}
