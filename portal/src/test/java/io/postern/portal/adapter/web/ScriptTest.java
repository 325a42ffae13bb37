package io.postern.portal.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import io.postern.portal.testing.PageInChromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What open pages do by themselves, in a browser. */
@Timeout(120)
class ScriptTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates/MachinesPage");
    private static final Pattern SYNC = Pattern.compile("hx-sync=\"[^\"]+\"");

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

    @Test
    void aPartThatAProxyRefusesStaysAndThePageSaysSoUntilItIsThereAgain() throws Exception {
        try (PageInChromium page = new PageInChromium("""
                <div hx-get="/part" hx-trigger="load, again">what is known</div><div hx-get="/own" hx-trigger="load"></div>""")) {
            page.on("/part", call -> PageInChromium.html(call, 502, "<h1>Bad Gateway</h1>"))
                    .on("/own", ScriptTest::own);
            assertThat(page.after(2_000))
                    .contains("what is known", "The portal does not answer just now (502)", "a field is wrong")
                    .doesNotContain("Bad Gateway");
        }
        try (PageInChromium page =
                new PageInChromium("<div hx-get=\"/part\" hx-trigger=\"load, every 1s\">old</div>")) {
            page.on("/part", call -> PageInChromium.html(call, 503, ""))
                    .on("/part", call -> PageInChromium.html(call, 200, "new"));
            assertThat(page.after(4_000)).contains(">new<").doesNotContain("does not answer");
        }
    }

    @Test
    void aRefreshThatComesBackLateReplacesNoNewerSearch() throws Exception {
        String form = sync("page.html");
        String list = sync("list.html");
        CountDownLatch found = new CountDownLatch(1);
        try (PageInChromium page = new PageInChromium("""
                <form id="machine-filter" hx-get="/search" hx-target="#machines" hx-trigger="submit" %s></form>
                <div id="machines"><p hx-get="/rows" hx-target="#machines" hx-trigger="live:changed from:body" %s>as loaded</p></div>""".formatted(form, list))) {
            page.does("""
                    document.body.dispatchEvent(new CustomEvent('live:changed'));
                    document.getElementById('machine-filter').requestSubmit();
                    """)
                    .on("/rows", call -> {
                        await(found);
                        PageInChromium.html(call, 200, "the whole list");
                    })
                    .on("/search", call -> {
                        PageInChromium.html(call, 200, "what was found");
                        found.countDown();
                    });
            assertThat(page.after(3_000)).contains("what was found").doesNotContain("the whole list");
        }
    }

    @Test
    void theFocusStaysOnWhatIsReadAnewAlsoWhereOnlyTheScriptShowsIt() throws Exception {
        String copy = "<button id=\"copy-1\" type=\"button\" data-copy=\"x\" hidden>Copy</button>";
        try (PageInChromium page = new PageInChromium(
                "<div hx-get=\"/part\" hx-trigger=\"again from:body\" id=\"part\">" + copy + "</div>")) {
            page.on("/part", call -> PageInChromium.html(call, 200, copy + "read anew"))
                    .does("""
                    document.getElementById('copy-1').focus();
                    document.body.addEventListener('htmx:afterSettle', function () {
                      document.getElementById('messages').textContent = 'on ' + document.activeElement.id;
                    });
                    document.body.dispatchEvent(new CustomEvent('again'));
                    """);
            assertThat(page.after(2_000)).contains("read anew", "on copy-1");
        }
    }

    private static PageInChromium live() throws IOException {
        return new PageInChromium("<div data-live hx-get=\"/part\" hx-trigger=\"live:changed from:body\">open</div>");
    }

    private static void own(HttpExchange call) throws IOException {
        call.getResponseHeaders().add("Postern-Page", "1");
        PageInChromium.html(call, 422, "a field is wrong");
    }

    private static String sync(String template) throws IOException {
        String text = Files.readString(TEMPLATES.resolve(template));
        Matcher sync = SYNC.matcher(text.substring(Math.max(0, text.indexOf("{view.refreshes}"))));
        assertThat(sync.find()).isTrue();
        return sync.group();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
