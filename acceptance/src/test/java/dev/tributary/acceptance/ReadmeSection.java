package dev.tributary.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;

/** One section of the README, with the blocks of code in it. */
record ReadmeSection(String text) {

    static ReadmeSection of(String heading) throws IOException {
        String readme = Files.readString(TributaryProcess.home().resolve("README.md"));
        String rest = readme.substring(readme.indexOf(heading + "\n") + heading.length());
        return new ReadmeSection(rest.substring(0, rest.indexOf("\n## ")));
    }

    /** Returns the one block in that language. */
    String block(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no block of " + language + " in\n" + text))
                .group(1);
    }
}
