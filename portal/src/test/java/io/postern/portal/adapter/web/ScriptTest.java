package io.postern.portal.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postern.portal.testing.PageInChromium;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What open pages do by themselves, in a browser. */
@Timeout(120)
class ScriptTest {
    @BeforeEach
    void needsABrowser() {
        assumeTrue(PageInChromium.program().isPresent(), "chromium is not installed");
    }

    @Test
    void aLivePageWhoseSessionEndedDoesNotStandStill() throws Exception {
        try (PageInChromium page = live()) {
            page.on("/", call -> PageInChromium.html(call, 200, "where people sign in"))
                    .on("/live", call -> PageInChromium.html(call, 499, ""))
                    .on("/part", call -> PageInChromium.html(call, 499, ""));
            assertThat(page.after(5_000)).contains("where people sign in");
        }
    }

    private static PageInChromium live() throws IOException {
        return new PageInChromium("<div data-live hx-get=\"/part\" hx-trigger=\"live:changed from:body\">open</div>");
    }
}
