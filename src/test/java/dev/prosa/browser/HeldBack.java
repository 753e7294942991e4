package dev.prosa.browser;

import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;

/** What the service pushes, which comes to the browser only when it is let go. */
final class HeldBack {

    private final List<String> frames = new ArrayList<>();
    private WebSocketRoute browser;
    private boolean held;

    void between(WebSocketRoute route) {
        browser = route;
        WebSocketRoute service = route.connectToServer();
        service.onMessage(frame -> arrived(frame.text()));
    }

    private void arrived(String frame) {
        if (held) frames.add(frame);
        else browser.send(frame);
    }

    void holdBack() {
        held = true;
    }

    void letGo() {
        held = false;
        frames.forEach(browser::send);
    }
}
