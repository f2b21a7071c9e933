package dev.tributary.cli.person;

import dev.tributary.SiteChooser;
import dev.tributary.model.CloudSite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Asks in the terminal which of several sites of Cloud is meant. */
public final class SiteMenu implements SiteChooser {

    private static final int TRIES = 3;

    private final Runnable before;
    private final BufferedReader in;
    private final PrintWriter out;

    /**
     * Takes whom it asks.
     *
     * @param before what is done before it asks
     * @param in where the answer comes from
     * @param out where the question goes
     */
    public SiteMenu(Runnable before, BufferedReader in, PrintWriter out) {
        this.before = before;
        this.in = in;
        this.out = out;
    }

    @Override
    public Optional<CloudSite> choose(List<CloudSite> sites) {
        before.run();
        out.println("Your account has several sites:");
        for (int i = 0; i < sites.size(); i++) {
            CloudSite site = sites.get(i);
            out.printf("  %d  %s  %s%n", i + 1, Printable.line(site.url().toString()), Printable.line(site.name()));
        }
        for (int i = 0; i < TRIES; i++) {
            out.print("Which one? ");
            out.flush();
            Optional<String> typed = typed();
            if (typed.isEmpty()) {
                return Optional.empty();
            }
            Optional<CloudSite> chosen = chosen(typed.get(), sites);
            if (chosen.isPresent()) {
                return chosen;
            }
            out.println("Type the number in front of a site.");
        }
        return Optional.empty();
    }

    private static Optional<CloudSite> chosen(String typed, List<CloudSite> sites) {
        if (!typed.matches("[0-9]{1,4}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(typed);
        return number >= 1 && number <= sites.size() ? Optional.of(sites.get(number - 1)) : Optional.empty();
    }

    private Optional<String> typed() {
        try {
            return Optional.ofNullable(in.readLine()).map(String::strip);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
