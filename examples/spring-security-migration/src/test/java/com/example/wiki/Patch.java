package com.example.wiki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Applies a diff as git writes it to the files of a folder; strict: what a hunk expects has to stand where it says. */
final class Patch {

    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+\\d+(?:,\\d+)? @@.*");

    private final Path folder;
    private Path file;
    private List<String> old = List.of();
    private List<String> patched = new ArrayList<>();
    private int next;

    private Patch(Path folder) {
        this.folder = folder;
    }

    static void apply(Path diff, Path folder) throws IOException {
        Patch patch = new Patch(folder);
        for (String line : Files.readAllLines(diff)) {
            patch.take(line);
        }
        patch.finish();
    }

    private void take(String line) throws IOException {
        Matcher hunk = HUNK.matcher(line);
        if (line.startsWith("+++ b/")) {
            finish();
            begin(folder.resolve(line.substring("+++ b/".length())));
        } else if (hunk.matches()) {
            copyUntil(Integer.parseInt(hunk.group(1)) - 1);
        } else if (line.startsWith("+") && file != null) {
            patched.add(line.substring(1));
        } else if (line.startsWith(" ")) {
            patched.add(expected(line.substring(1)));
        } else if (line.startsWith("-") && !line.startsWith("--- a/")) {
            expected(line.substring(1));
        }
    }

    private void begin(Path begun) throws IOException {
        file = begun;
        old = Files.readAllLines(begun);
        patched = new ArrayList<>();
        next = 0;
    }

    private void copyUntil(int end) {
        patched.addAll(old.subList(next, end));
        next = end;
    }

    private String expected(String line) {
        String found = old.get(next++);
        if (!found.equals(line)) {
            throw new AssertionError(file + ", line " + next + ", is \"" + found + "\" and not \"" + line + "\"");
        }
        return found;
    }

    private void finish() throws IOException {
        if (file != null) {
            copyUntil(old.size());
            Files.write(file, patched);
            file = null;
        }
    }
}
