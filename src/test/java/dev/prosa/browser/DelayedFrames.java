package dev.prosa.browser;

import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;

/** Holds the frames that the service pushes back from the browser until they are released. */
final class DelayedFrames {

    private final List<String> frames = new ArrayList<>();
    private WebSocketRoute browser;
    private boolean delaying;

    void intercept(WebSocketRoute route) {
        browser = route;
        WebSocketRoute service = route.connectToServer();
        service.onMessage(frame -> arrived(frame.text()));
    }

    private void arrived(String frame) {
        if (delaying) frames.add(frame);
        else browser.send(frame);
    }

    void delay() {
        delaying = true;
    }

    void release() {
        delaying = false;
        frames.forEach(browser::send);
    }
}
