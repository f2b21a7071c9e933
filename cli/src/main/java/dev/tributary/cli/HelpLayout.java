package dev.tributary.cli;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lays out what stands at the end of a help: what is there to be copied keeps its line, however long that is. */
final class HelpLayout {

    /** How lines begin that are there to be copied. */
    private static final String COPIED = "  ";

    private HelpLayout() {}

    /** Lays out the help of a command and of those below it. */
    static CommandLine of(CommandLine command) {
        Map<String, IHelpSectionRenderer> sections = new HashMap<>(command.getHelpSectionMap());
        sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpLayout::footer);
        return command.setHelpSectionMap(sections);
    }

    private static String footer(Help help) {
        UsageMessageSpec usage = help.commandSpec().usageMessage();
        StringBuilder lines = new StringBuilder();
        for (String line : usage.footer()) {
            int width = line.startsWith(COPIED) ? Math.max(usage.width(), line.length() + 1) : usage.width();
            Help.join(help.colorScheme().ansi(), width, true, new String[] {line}, lines);
        }
        return lines.toString();
    }
}
