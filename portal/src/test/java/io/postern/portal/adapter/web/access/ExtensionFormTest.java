package io.postern.portal.adapter.web.access;

import static io.postern.portal.adapter.web.access.Told.ID;
import static io.postern.portal.adapter.web.access.Told.REQUESTS;
import static io.postern.portal.adapter.web.access.Told.grant;
import static io.postern.portal.adapter.web.access.Told.request;
import static io.postern.portal.adapter.web.access.Told.services;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestPostgres;
import io.postern.portal.testing.Browser;
import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.Who;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The form that asks for longer, when its answer is not a yes: what was filled in stays, and is one extension. */
@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class ExtensionFormTest {
    private static final String PAGE = "/requests/" + ID + "/extend";
    private static final String EXTEND = REQUESTS + "/" + ID + "/extend";
    private static final Map<String, String> FORM = Map.of("longer", "PT3H", "reason", "not <done>", "key", "k-1");

    private Browser browser;

    @BeforeEach
    void tell() {
        Told.world();
        Told.one(request("open", grant("2030-01-01T13:00:01Z", ""))); // 1 of 8 hours
        browser = Browser.of(Who.REQUESTER);
    }

    @Test
    void whatMayHaveBeenDoneIsAskedForAgainWithTheSameKey() {
        services().refuse("POST", EXTEND, 503, "x");
        HttpResponse<String> unsure = browser.post(PAGE, FORM);
        assertThat(unsure.statusCode()).isEqualTo(503);
        assertThat(unsure.body()).contains("cannot be reached just now");
        assertKept(unsure.body());
        assertThat(unsure.body()).contains("name=\"key\" value=\"k-1\"");
    }

    @Test
    void whatMayHaveBeenDoneCanBeAskedForAgainEvenIfNothingIsLeftOfIt() {
        Told.one(request("open", grant("2030-01-01T20:00:01Z", ""))); // all 8 hours: it was done
        services().refuse("POST", EXTEND, 503, "x");
        String unsure = browser.post(PAGE, FORM).body();
        assertKept(unsure);
        assertThat(unsure).contains("name=\"key\" value=\"k-1\"");
    }

    @Test
    void aServiceThatIsAwayAltogetherLosesNothingOfIt() {
        services().away();
        HttpResponse<String> away = browser.post(PAGE, FORM);
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).contains("cannot be reached just now", "name=\"key\" value=\"k-1\"");
        assertKept(away.body());
    }

    @Test
    void aRefusalKeepsTheChoiceAndTheKeyThatAnEarlierPressMayHaveUsed() {
        services().refuse("POST", EXTEND, 409, "An extension waits to be decided on.");
        HttpResponse<String> no = browser.post(PAGE, FORM);
        assertThat(no.statusCode()).isEqualTo(409);
        assertThat(no.body()).contains("An extension waits to be decided on.", "name=\"key\" value=\"k-1\"");
        assertKept(no.body());
    }

    @Test
    void aFormThatWasSentBeforeWithSomethingElseSaysSoAndTakesAnotherKey() {
        services().on("POST", EXTEND, 409, """
                {"type":"urn:postern:problem:key-reused","status":409,"detail":"Choose a new key."}""");
        assertThat(browser.post(PAGE, FORM).body())
                .contains("This form was sent before, with something else in it")
                .doesNotContain("Choose a new key.", "k-1");
    }

    @Test
    void whatWasFilledInIsThereAgainBehindAStrongerSignIn() {
        services().demand("POST", EXTEND, "{\"access_token\":{\"acrs\":{\"value\":\"c1\"}}}");
        HttpResponse<String> away = browser.post(PAGE, FORM);
        String way = away.headers().firstValue("Refresh").orElseThrow().substring("0; url=".length());
        HttpResponse<String> back = browser.get(way);
        assertThat(back.uri()).hasPath(PAGE);
        assertThat(back.body()).contains("What you had written is still here.", "name=\"key\" value=\"k-1\"");
        assertKept(back.body());
        assertThat(browser.get(PAGE).body()).as("once").doesNotContain("What you had written", "k-1", "not &lt;done");
    }

    private static void assertKept(String page) {
        assertThat(page)
                .contains("not &lt;done&gt;</textarea>")
                .containsPattern("value=\"PT3H\"\\s+checked")
                .contains("action=\"" + PAGE + "\"");
        assertThat(page.split(" checked", -1)).as("choices").hasSize(2);
    }
}
