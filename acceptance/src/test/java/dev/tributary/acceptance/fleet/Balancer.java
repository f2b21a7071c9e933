package dev.tributary.acceptance.fleet;

import dev.tributary.acceptance.TributaryProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** HAProxy in front of the nodes. It sends calls to those that say they are ready, and writes down how each ended. */
final class Balancer implements AutoCloseable {

    private static final Pattern LINE = Pattern.compile("call probe=(\\S+) server=(\\S+) status=(-?\\d+) end=(\\S+)");

    private final int port;
    private final TributaryProcess process;

    /**
     * How a call ended.
     *
     * @param server the node it was given to, as {@code node0}
     * @param status the status that was answered
     * @param end the two letters of the end: {@code --} for an orderly one, {@code S} first where the node broke it off
     */
    record Ending(String server, int status, String end) {

        boolean nodeBrokeOff() {
            return end.startsWith("S");
        }
    }

    private Balancer(int port, TributaryProcess process) {
        this.port = port;
        this.process = process;
    }

    /** Starts it before nodes that answer that path by 200 when they are ready. */
    static Balancer before(List<Integer> nodes, String readiness, int port, Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("haproxy.cfg"), configuration(nodes, readiness, port));
        return new Balancer(port, TributaryProcess.start(List.of("haproxy", "-db", "-f", file.toString()), Map.of()));
    }

    private static String configuration(List<Integer> nodes, String readiness, int port) {
        return """
                global
                    log stdout format raw local0 info
                defaults
                    mode http
                    log global
                    option redispatch 1
                    retries 3
                    timeout connect 2s
                    timeout client 60s
                    timeout server 60s
                    timeout http-keep-alive 60s
                    timeout check 5s
                frontend entrance
                    bind 127.0.0.1:%d
                    http-request capture urlp(probe) len 24
                    log-format "call probe=%%[capture.req.hdr(0)] server=%%s status=%%ST end=%%ts"
                    default_backend gateways
                backend gateways
                    balance roundrobin
                    option httpchk
                    http-check send meth GET uri %s ver HTTP/1.1 hdr Host localhost
                    http-check expect status 200
                    default-server check inter 500ms fall 1 rise 2
                %s
                """.formatted(
                        port,
                        readiness,
                        IntStream.range(0, nodes.size())
                                .mapToObj(i -> "    server node" + i + " 127.0.0.1:" + nodes.get(i))
                                .collect(Collectors.joining("\n")));
    }

    int port() {
        return port;
    }

    /** Returns how each call ended, by its probe. */
    Map<String, Ending> endings() {
        Map<String, Ending> endings = new HashMap<>();
        process.lines().forEach(line -> {
            Matcher parts = LINE.matcher(line);
            if (parts.find()) {
                endings.put(
                        parts.group(1), new Ending(parts.group(2), Integer.parseInt(parts.group(3)), parts.group(4)));
            }
        });
        return endings;
    }

    @Override
    public void close() {
        process.close();
    }
}
