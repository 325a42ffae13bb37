package io.postern.portal.adapter.web.access;

import static io.postern.portal.adapter.web.access.Told.VM;
import static io.postern.portal.adapter.web.access.Told.services;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestPostgres;
import io.postern.portal.testing.Browser;
import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.Who;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The form on which one asks, sent while no service answers anything. */
@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class KeptWishTest {
    private static final Map<String, String> FORM = Map.of(
            "vm", VM,
            "ports", "3389",
            "from", "ranges",
            "ranges", "198.51.100.9",
            "length", "PT3H",
            "reason", "fix <it>",
            "ticket", "INC-7",
            "key", "k-1");

    private Browser browser;

    @BeforeEach
    void away() {
        Told.world();
        browser = Browser.of(Who.REQUESTER);
        services().away();
    }

    @Test
    void whatWasWrittenIsThereToBeSentAgainWithTheSameKey() {
        HttpResponse<String> away = browser.post("/request", FORM);
        assertThat(away.statusCode()).isEqualTo(503);
        assertKept(away.body());
        assertThat(away.body()).contains("cannot be reached just now");
    }

    @Test
    void whatIsMissingIsSaidAndTheRestStays() {
        Map<String, String> form = new HashMap<>(FORM);
        form.remove("ports");
        form.put("ticket", "INC-8");
        HttpResponse<String> away = browser.post("/request", form);
        assertThat(away.statusCode()).isEqualTo(400);
        assertThat(away.body())
                .contains("Choose at least one port.", "fix &lt;it&gt;</textarea>", "value=\"INC-8\"")
                .contains("value=\"k-1\"")
                .doesNotContain("offers no ports");
    }

    @Test
    void aLookAheadLosesNothingEither() {
        HttpResponse<String> away = browser.post("/request/look", FORM);
        assertThat(away.statusCode()).isEqualTo(200);
        assertKept(away.body());
    }

    @Test
    void aFormThatNobodyHasWrittenInIsNotShown() {
        assertThat(browser.get("/request?vm=" + VM).statusCode()).isEqualTo(503);
    }

    private static void assertKept(String page) {
        assertThat(page)
                .contains("fix &lt;it&gt;</textarea>", "198.51.100.9</textarea>", "value=\"INC-7\"")
                .contains("name=\"key\" value=\"k-1\"", "web-1", "What it offers cannot be shown just now")
                .containsPattern("value=\"3389\"\\s+checked")
                .containsPattern("value=\"ranges\"\\s+checked")
                .containsPattern("value=\"PT3H\"\\s+checked")
                .doesNotContain("0 min at most");
    }
}
