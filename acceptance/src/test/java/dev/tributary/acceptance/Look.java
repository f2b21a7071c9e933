package dev.tributary.acceptance;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.Locale;

/** How somebody looks at a page. */
enum Look {
    DESKTOP_LIGHT(1280, 900, ColorScheme.LIGHT),
    DESKTOP_DARK(1280, 900, ColorScheme.DARK),
    PHONE_LIGHT(360, 740, ColorScheme.LIGHT),
    PHONE_DARK(360, 740, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Look(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    void at(Page page) {
        page.setViewportSize(width, height);
        // Without motion, because colours on their way from one scheme to the other belong to neither.
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
    }

    String suffix() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
