package dev.tributary.benchmarks.proxy;

import dev.tributary.benchmarks.process.Program;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Spring Cloud Gateway on WebFlux with one route and a static token, of the program in {@code benchmarks/spring}. */
final class SpringPeer implements Peer {

    private static final Path JAR = Path.of("benchmarks/spring/target/spring-cloud-gateway.jar");

    @Override
    public String name() {
        return "Spring Cloud Gateway";
    }

    @Override
    public List<String> missing() {
        return Files.exists(JAR) ? List.of() : List.of(JAR.toString());
    }

    @Override
    public Running start(Path directory, URI upstream) throws Exception {
        int port = Program.freePort();
        List<String> command = new ArrayList<>(Jvm.command(directory, Jvm.USUAL));
        command.addAll(List.of(
                "-jar",
                JAR.toAbsolutePath().toString(),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--upstream=" + upstream,
                "--logging.level.root=warn"));
        Program program = Program.start(Program.Core.MEASURED, directory, Map.of(), command);
        return new Running(program.awaitPort(port), "http://localhost:" + port, Map.of());
    }
}
