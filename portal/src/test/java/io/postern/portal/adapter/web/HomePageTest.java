package io.postern.portal.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestPostgres;
import io.postern.portal.testing.Browser;
import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.Who;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class HomePageTest {
    @Test
    void oneIsLedToWhatOneIsMostLikelyHereFor() {
        assertThat(landing(Who.REQUESTER)).endsWith("/my-access");
        assertThat(landing(Who.AUDITOR)).endsWith("/virtual-machines");
    }

    @Test
    void whoHasNoRoleIsToldWhichThereAre() {
        var page = new Browser().signIn(Who.OUTSIDER);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("You have no role in Postern yet", "Olga Outsider", "<code>Postern.Request</code>")
                .doesNotContain("href=\"/findings\"", "href=\"/trail\"", "href=\"/my-access\"");
    }

    @Test
    void anAddressThatThereIsNotIsSaidInPlainWords() {
        var page = Browser.of(Who.ADMIN).get("/no-such-page");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here");
    }

    private static String landing(Who who) {
        Browser browser = new Browser();
        browser.signIn(who);
        return browser.getStill("/").headers().firstValue("Location").orElseThrow();
    }
}
