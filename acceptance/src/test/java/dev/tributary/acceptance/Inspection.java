package dev.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;

/** Looks at a page as people do who differ in screen, light and abilities, and keeps a picture of each look. */
final class Inspection {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int SMALLEST_TARGET = 24;

    private Inspection() {}

    /** Checks the page in every look, and leaves it as on a desktop in the light. */
    static void of(Page page, String name) {
        for (Look look : Look.values()) {
            look.at(page);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + "-" + look.suffix() + ".png"))
                    .setFullPage(true));
            String where = name + " at " + look.suffix();
            assertThat(barriers(page)).as("barriers of " + where).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .as(where + " is not wider than the screen")
                    .isEqualTo(true);
            assertThat(page.evaluate(SMALL_BUTTONS, SMALLEST_TARGET))
                    .as("buttons too small to hit of " + where)
                    .isEqualTo(List.of());
        }
        Look.DESKTOP_LIGHT.at(page);
    }

    private static final String SMALL_BUTTONS = """
            least => [...document.querySelectorAll('button')]
              .filter(button => button.checkVisibility())
              .filter(button => button.getBoundingClientRect().height < least)
              .map(button => button.textContent.trim())
            """;

    private static List<String> barriers(Page page) {
        return new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .map(Inspection::described)
                        .toList();
    }

    private static String described(Rule rule) {
        List<String> places = rule.getNodes().stream()
                .map(node -> node.getTarget() + " " + node.getFailureSummary().replace('\n', ' '))
                .toList();
        return rule.getId() + ": " + rule.getHelp() + " " + places;
    }
}
