package io.postern.portal.adapter.web.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.portal.testing.Browser;
import io.postern.portal.testing.Who;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Visits of the pages: everybody has one browser, and signs in once. */
final class Visits {
    static final String PAGE = "/virtual-machines";
    private static final Map<Who, Browser> BROWSERS = new HashMap<>();

    private Visits() {}

    static Browser as(Who who) {
        return BROWSERS.computeIfAbsent(who, Browser::of);
    }

    static String shown(Who who, String path) {
        HttpResponse<String> page = as(who).get(path);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page.body();
    }

    static HttpResponse<String> post(Browser browser, String path, String form) {
        return browser.still(browser.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(form)));
    }

    static String url(String name) {
        return encoded(Fleet.id(name));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
