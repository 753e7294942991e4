package dev.prosa.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/** Size, colours and language of a browser window. */
record Screen(int width, int height, ColorScheme scheme, String locale) {

    static final Screen DESKTOP = new Screen(1280, 800, ColorScheme.LIGHT, "en-US");
    static final Screen PHONE = new Screen(390, 844, ColorScheme.LIGHT, "en-US");

    Screen dark() {
        return new Screen(width, height, ColorScheme.DARK, locale);
    }

    Screen in(String otherLocale) {
        return new Screen(width, height, scheme, otherLocale);
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
