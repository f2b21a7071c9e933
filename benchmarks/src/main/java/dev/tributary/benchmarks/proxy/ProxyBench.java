package dev.tributary.benchmarks.proxy;

import dev.tributary.benchmarks.Table;
import dev.tributary.benchmarks.process.Program;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What passing a call on costs, beside nginx, HAProxy, Apache httpd and Spring Cloud Gateway. {@code --short} shows in half a
 * minute that it works; names of proxies leave the others out, but for nginx and ours. On a machine that lacks the load or the measure it says so, and does nothing.
 */
public final class ProxyBench {

    private static final int CONNECTIONS = 64;
    private static final int FEW = 16;
    private static final int MEAN_PAUSE = 16;
    private static final int FILM = 100 * 1024 * 1024;
    private static final int LITTLE = 128;
    private static final String OURS = "Tributary";
    private static final String OURS_BUSY = "Tributary, renewing for others";

    private final Plan plan;
    private final List<String> only;
    private final PrintStream out;
    private final PrintStream progress;
    private final Path directory;
    private final Wrk wrk;

    private ProxyBench(Plan plan, List<String> only, PrintStream out, PrintStream progress, Path directory) {
        this.plan = plan;
        this.only = only;
        this.out = out;
        this.progress = progress;
        this.directory = directory;
        this.wrk = new Wrk(directory);
    }

    /** Runs it; the tables go to the standard output, and how far it is to the other one. */
    public static void main(String[] arguments) throws Exception {
        List<String> missing = new ArrayList<>(Program.missing("wrk", "nginx", "taskset"));
        missing.addAll(new GatewayPeer(OURS, 0, Jvm.USUAL).missing());
        if (!Program.Core.areThere()) {
            missing.add("second core");
        }
        if (!missing.isEmpty()) {
            System.out.println(
                    "SKIPPED: proxy.ProxyBench, because this machine has no " + String.join(" and no ", missing));
            return;
        }
        Plan plan = List.of(arguments).contains("--short") ? Plan.SHORT : Plan.WHOLE;
        List<String> only =
                Stream.of(arguments).filter(name -> !name.startsWith("--")).toList();
        Path directory = Files.createTempDirectory("tributary-proxy");
        new ProxyBench(plan, only, System.out, System.err, directory).run();
        // Kept where it failed, for what the programs have printed.
        delete(directory);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private void run() throws Exception {
        Map<String, Peer.Running> proxies = new LinkedHashMap<>();
        try (Uploads uploads = Uploads.start();
                Confluence confluence = Confluence.start(directory.resolve("upstream"), uploads.port())) {
            for (Peer peer : peers()) {
                progress.println("starting " + peer.name());
                proxies.put(peer.name(), peer.start(directory.resolve("proxy-" + proxies.size()), confluence.uri()));
            }
            warmUp(proxies);
            try (Trickle others = new Trickle(Objects.requireNonNull(proxies.get(OURS_BUSY)), plan.others())) {
                others.begin();
                loads(proxies);
            }
            proxies.values().forEach(Peer.Running::close);
            films(confluence);
            starts(confluence);
        } finally {
            proxies.values().forEach(Peer.Running::close);
        }
    }

    /** What a machine lacks is left out, and said. */
    private List<Peer> peers() {
        List<Peer> peers = new ArrayList<>(List.of(
                new NginxPeer(),
                new HaProxyPeer(),
                new ApachePeer(),
                new SpringPeer(),
                new GatewayPeer(OURS, 0, Jvm.USUAL),
                new GatewayPeer(OURS_BUSY, plan.others(), Jvm.USUAL)));
        List<String> always = List.of("nginx", OURS, OURS_BUSY);
        peers.removeIf(peer -> !only.isEmpty() && !only.contains(peer.name()) && !always.contains(peer.name()));
        peers.removeIf(peer -> {
            List<String> missing = peer.missing();
            if (!missing.isEmpty()) {
                out.println("SKIPPED: " + peer.name() + ", because this machine has no " + missing);
            }
            return !missing.isEmpty();
        });
        return peers;
    }

    private void warmUp(Map<String, Peer.Running> proxies) throws Exception {
        for (Map.Entry<String, Peer.Running> proxy : proxies.entrySet()) {
            progress.println("warming " + proxy.getKey());
            for (long done = 0; done < plan.warmUp(); ) {
                done += wrk.asFastAsPossible(proxy.getValue(), Confluence.SMALL, CONNECTIONS, plan.seconds())
                        .sound()
                        .requests();
            }
            wrk.asFastAsPossible(proxy.getValue(), Confluence.LARGE, FEW, 2 * plan.seconds())
                    .sound();
        }
    }

    private void loads(Map<String, Peer.Running> proxies) throws Exception {
        heading("Small answers, 2 KB, as fast as they come over " + CONNECTIONS + " connections");
        out.println(rounds(
                        proxies,
                        "small",
                        proxy -> wrk.asFastAsPossible(proxy, Confluence.SMALL, CONNECTIONS, plan.seconds()))
                .cpu());
        heading("Large answers, 1 MiB, as fast as they come over " + FEW + " connections");
        out.println(
                rounds(proxies, "large", proxy -> wrk.asFastAsPossible(proxy, Confluence.LARGE, FEW, plan.seconds()))
                        .cpu());
        heading("Small answers at a moderate rate, " + CONNECTIONS + " connections with pauses of " + MEAN_PAUSE
                + " ms on average");
        out.println(rounds(
                        proxies,
                        "paced",
                        proxy -> wrk.withPauses(proxy, Confluence.SMALL, CONNECTIONS, plan.seconds(), MEAN_PAUSE))
                .times());
        heading("Memory under these loads");
        Table memory = new Table("proxy", "now", "at most");
        proxies.forEach((name, proxy) -> memory.row(
                name,
                megabytes(proxy.program().memory()),
                megabytes(proxy.program().mostMemory())));
        out.println(memory);
    }

    private Figures rounds(Map<String, Peer.Running> proxies, String what, Trial trial) throws Exception {
        Figures figures = new Figures();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Map.Entry<String, Peer.Running> proxy : proxies.entrySet()) {
                Wrk.Load load = trial.of(proxy.getValue()).sound();
                progress.printf(Locale.ROOT, "%s %d: %s: %s%n", what, round, proxy.getKey(), load);
                figures.add(proxy.getKey(), load);
            }
        }
        return figures;
    }

    private void films(Confluence confluence) throws Exception {
        try (Peer.Running ours = new GatewayPeer(OURS, 0, LITTLE).start(directory.resolve("films"), confluence.uri())) {
            films(ours);
        }
    }

    private void films(Peer.Running ours) throws Exception {
        heading("Memory of Tributary with films of 100 MB, %d at once, a heap of %d MB"
                .formatted(plan.atOnce(), LITTLE));
        Table table = new Table("way", "films in full", "now", "at most");
        Wrk.Load down = wrk.asFastAsPossible(ours, Confluence.HUGE, plan.atOnce(), 4 * plan.seconds());
        table.row(
                "down",
                Long.toString(down.requests()),
                megabytes(ours.program().memory()),
                megabytes(ours.program().mostMemory()));
        Wrk.Load up = wrk.uploading(ours, "/rest/api/uploads", plan.atOnce(), 4 * plan.seconds(), FILM);
        table.row(
                "up",
                Long.toString(up.requests()),
                megabytes(ours.program().memory()),
                megabytes(ours.program().mostMemory()));
        out.println(table);
    }

    private void starts(Confluence confluence) throws Exception {
        heading("Start until `ready`, and memory at rest after two seconds");
        out.println(new Starts(directory.resolve("starts"), confluence.uri(), plan.starts()).table());
    }

    private void heading(String words) {
        out.printf("%n%s%n%n", words + ":");
    }

    private static String megabytes(double figure) {
        return String.format(Locale.ROOT, "%.0f MB", figure);
    }

    /** One load on one proxy. */
    private interface Trial {

        Wrk.Load of(Peer.Running proxy) throws Exception;
    }
}
