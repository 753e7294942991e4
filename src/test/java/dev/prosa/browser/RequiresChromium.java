package dev.prosa.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Skips the tests of a class where no Chromium is found. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "dev.prosa.browser.Chromium#isHere", disabledReason = "no Chromium is found")
@interface RequiresChromium {}
