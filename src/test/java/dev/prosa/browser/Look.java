package dev.prosa.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/** The screen that an agent sits at, and how its browser is set. */
record Look(int width, int height, ColorScheme scheme, String locale) {

    static final Look DESKTOP = new Look(1280, 800, ColorScheme.LIGHT, "en-US");
    static final Look PHONE = new Look(390, 844, ColorScheme.LIGHT, "en-US");

    Look dark() {
        return new Look(width, height, ColorScheme.DARK, locale);
    }

    Look in(String otherLocale) {
        return new Look(width, height, scheme, otherLocale);
    }

    boolean isNarrow() {
        return width < 600;
    }

    boolean isDark() {
        return scheme == ColorScheme.DARK;
    }

    /** For a file. */
    String name() {
        return (isNarrow() ? "phone-" : "desktop-") + scheme.name().toLowerCase();
    }

    Browser.NewContextOptions context() {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(locale)
                .setTimezoneId("Europe/Berlin");
    }
}
