package io.postern.portal.adapter.web.machine;

import static io.postern.portal.adapter.web.machine.Fleet.HOSTILE;
import static io.postern.portal.adapter.web.machine.Fleet.VMS;
import static io.postern.portal.adapter.web.machine.Fleet.configured;
import static io.postern.portal.adapter.web.machine.Fleet.id;
import static io.postern.portal.adapter.web.machine.Fleet.open;
import static io.postern.portal.adapter.web.machine.Fleet.services;
import static io.postern.portal.adapter.web.machine.Fleet.unsupported;
import static io.postern.portal.adapter.web.machine.Visits.PAGE;
import static io.postern.portal.adapter.web.machine.Visits.as;
import static io.postern.portal.adapter.web.machine.Visits.encoded;
import static io.postern.portal.adapter.web.machine.Visits.post;
import static io.postern.portal.adapter.web.machine.Visits.shown;
import static io.postern.portal.adapter.web.machine.Visits.url;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestPostgres;
import io.postern.portal.testing.Browser;
import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.Who;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class MachinePagesTest {
    @BeforeEach
    void nothingSaid() {
        services().reset();
    }

    @Test
    void theListShowsHowEachProtectedVmIsUsedAndWhatOneMayDo() {
        Fleet.list("", configured("web-1"));
        String page = shown(Who.ADMIN, PAGE);
        assertThat(page)
                .contains("4321", "17", "web-1", "3 requests", "Active now", "22, 3389", "203.0.113.50", "10.0.0.4")
                .contains("Healthy", "Edit policy", "Remove protection", "Request access", "contoso (7)");
        assertThat(services().calls("GET", VMS).getFirst().query()).contains("list=configured", "limit=50");
    }

    @Test
    void whoMayOnlyAskSeesTheListWithoutTheWaysToChangeIt() {
        Fleet.list("", configured("web-1"));
        assertThat(shown(Who.REQUESTER, PAGE))
                .contains("web-1", "Request access")
                .doesNotContain("Edit policy", "Remove protection");
        Fleet.list("", open("web-2"));
        assertThat(shown(Who.REQUESTER, PAGE + "?list=not-configured"))
                .contains("web-2")
                .doesNotContain("type=\"checkbox\"", "/protect");
    }

    @Test
    void whoHasNoRoleSeesNothingAndIsToldWhichRoleItTakes() {
        Fleet.list("", configured("web-1"));
        Browser outsider = as(Who.OUTSIDER);
        services().reset();
        for (String path : new String[] {
            PAGE,
            PAGE + "/rows",
            PAGE + "/one?id=" + url("web-1"),
            PAGE + "/policy?id=" + url("web-1"),
            PAGE + "/remove?id=" + url("web-1"),
            PAGE + "/protect?vm=" + url("web-1"),
            "/connect?vm=" + url("web-1")
        }) {
            HttpResponse<String> page = outsider.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(403);
            assertThat(page.body()).as(path).contains("Postern.").doesNotContain("10.0.0.4");
        }
        assertThat(services().calls()).isEmpty();
    }

    @Test
    void namesAndSentencesOfOthersAreNeverMarkup() {
        Fleet.list("", configured("web-1"));
        assertThat(shown(Who.ADMIN, PAGE)).doesNotContain(HOSTILE).contains("&lt;script&gt;");
        Fleet.list("", unsupported("bare-1"));
        assertThat(shown(Who.ADMIN, PAGE + "?list=unsupported"))
                .doesNotContain(HOSTILE)
                .contains("attach one");
        assertThat(shown(Who.ADMIN, PAGE + "?name=" + encoded("\"><img src=x>")))
                .doesNotContain("<img");
        detail();
        assertThat(shown(Who.ADMIN, PAGE + "/one?id=" + url("web-1"))).doesNotContain(HOSTILE);
    }

    @Test
    void searchingAsksTheServiceForOnePageAndKeepsTheAddressInTheBar() {
        Fleet.list(id("web-9"), open("web-2"));
        HttpResponse<String> rows = as(Who.ADMIN)
                .part(PAGE + "/rows?list=not-configured&name=web&health=unhealthy&group=" + encoded("s1/contoso"));
        assertThat(rows.body())
                .contains("web-2", "Exposed", "hx-swap-oob", "Next page", "data-choose-all")
                .doesNotContain("<html");
        assertThat(rows.headers().firstValue("HX-Replace-Url").orElse(""))
                .isEqualTo(PAGE + "?list=not-configured&name=web&health=unhealthy&group=s1%2Fcontoso");
        assertThat(services().calls("GET", VMS).getFirst().query())
                .contains("name=web", "health=unhealthy", "subscription=s1", "resourceGroup=contoso");
    }

    @Test
    void theServiceSortsAndEveryPageOfTheListKeepsTheOrder() {
        Fleet.list(id("web-9"), configured("web-1"));
        assertThat(shown(Who.ADMIN, PAGE))
                .contains("aria-sort=\"none\"", "order=name\"", "order=-lastAccess\"", "order=-health\"");
        String sorted = shown(Who.ADMIN, PAGE + "?list=configured&order=-lastAccess");
        assertThat(services().calls("GET", VMS).getLast().query()).contains("order=-lastAccess");
        assertThat(sorted)
                .contains("aria-sort=\"descending\"", "order=lastAccess\"", "name=\"order\" value=\"-lastAccess\"")
                .contains("order=-lastAccess&amp;after=");
        shown(Who.ADMIN, PAGE + "?order=owner");
        assertThat(services().calls("GET", VMS).getLast().query()).doesNotContain("order");
    }

    @Test
    void listsWithoutVmsSayWhyAndWhatToDo() {
        Fleet.list("");
        Browser admin = as(Who.ADMIN);
        assertThat(admin.get(PAGE).body()).contains("No virtual machine is protected yet");
        assertThat(admin.get(PAGE + "?list=not-configured").body()).contains("Everything that can be protected is");
        assertThat(admin.get(PAGE + "?list=unsupported").body()).contains("Every virtual machine can be protected");
        assertThat(admin.get(PAGE + "?name=nope").body()).contains("No virtual machine matches", "Show all");
        assertThat(admin.get(PAGE + "?name=" + encoded("no pe")).body())
                .contains("No virtual machine can have such a name", "4321");
    }

    @Test
    void aListThatCannotBeHadSaysSoWithThePageAround() {
        services().refuse("GET", VMS, 503, "down");
        assertThat(shown(Who.ADMIN, PAGE + "?group=s1/contoso"))
                .contains("cannot be shown just now", "Try again", "every 5s", "value=\"s1/contoso\"")
                .doesNotContain("class=\"count");
    }

    @Test
    void thePageOfAVmTellsWhatIsKnownOfIt() {
        detail();
        String page = shown(Who.ADMIN, PAGE + "/one?id=" + url("web-1"));
        assertThat(page)
                .contains("westeurope", "203.0.113.50", "web-nsg", "Open now", "postern-demo-g-1", "203.0.113.7/32")
                .contains("198.51.100.0/24", "1 h 30 min", "a rule of ours was changed", "Recent requests")
                .contains("The sign-in must say more than a password; sources are no wider than /24")
                .doesNotContain("somewhere else", "the clock is off");
        assertThat(as(Who.ADMIN).part(PAGE + "/one/shut?id=" + url("web-1")).body())
                .contains("postern-demo-deny-1", "1001", "In place")
                .doesNotContain("load delay");
    }

    @Test
    void aServiceThatIsAwayTakesOnlyItsPartOfThePageWithIt() {
        detail();
        services().refuse("GET", "/api/v1/findings", 503, "down").refuse("GET", "/api/v1/access-requests", 503, "down");
        assertThat(shown(Who.ADMIN, PAGE + "/one?id=" + url("web-1")))
                .contains("203.0.113.50", "cannot be reached just now");
    }

    @Test
    void aVmThatIsBeingSetUpIsLookedAtAgainUntilItIsNot() {
        String settling = configured("web-1")
                .replace("\"health\":\"healthy\"", "\"health\":\"unhealthy\",\"healthReason\":\"BaselinePending\"");
        detail();
        assertThat(shown(Who.ADMIN, PAGE + "/one?id=" + url("web-1"))).doesNotContain("every 3s");
        Fleet.one("web-1", settling);
        assertThat(shown(Who.ADMIN, PAGE + "/one?id=" + url("web-1"))).contains("Being set up", "every 3s");
        Fleet.list("", settling);
        assertThat(shown(Who.ADMIN, PAGE)).contains("live:changed from:body, every 3s");
    }

    @Test
    void addressesThatNameNoVmAreSaidInPlainWords() {
        Browser admin = as(Who.ADMIN);
        assertThat(admin.get(PAGE + "/one?id=nonsense").statusCode()).isEqualTo(404);
        assertThat(admin.get(PAGE + "/one").body()).contains("names no virtual machine");
        services().refuse("GET", VMS + id("gone"), 404, "No such VM is known here.");
        assertThat(admin.get(PAGE + "/one?id=" + url("gone")).body()).contains("No such VM is known here.");
    }

    @Test
    void chosenVmsAreNamedBeforeTheyAreProtectedAndEachHasItsOutcome() {
        services()
                .on(
                        "POST",
                        VMS + "/protect",
                        200,
                        "{\"value\":[{\"virtualMachine\":\"%s\",\"outcome\":\"protected\"},{\"virtualMachine\":\"%s\",\"outcome\":\"refused\",\"detail\":\"%s\"}]}"
                                .formatted(id("a-1"), id("a-2"), HOSTILE));
        Browser admin = as(Who.ADMIN);
        String two = "vm=" + url("a-1") + "&vm=" + url("a-2") + "&vm=nonsense";
        assertThat(post(admin, PAGE + "/protect/review", two).body())
                .contains("a-1", "a-2", "shuts the management ports")
                .doesNotContain("nonsense");
        assertThat(services().calls()).isEmpty();

        assertThat(post(admin, PAGE + "/protect", two + "&ports=all").body())
                .contains("1 protected, 1 refused", "Refused")
                .doesNotContain(HOSTILE);
        assertThat(services().calls("POST", VMS + "/protect").getFirst().body())
                .contains("\"ports\":\"all\"", id("a-2"));
        assertThat(post(admin, PAGE + "/protect/review", "x=1").body()).contains("No virtual machine was chosen");
        assertThat(post(as(Who.REQUESTER), PAGE + "/protect", two).statusCode()).isEqualTo(403);
        assertThat(services().calls("POST", VMS + "/protect")).hasSize(1);
    }

    @Test
    void whatCountsDownIsNotReadOutAndWhatChangesIsInOneSentence() {
        detail();
        Fleet.requests(Fleet.request("web-1", "open", ""));
        assertThat(shown(Who.ADMIN, PAGE + "/one?id=" + url("web-1")))
                .contains("id=\"machine-says\" role=\"status\">1 access is open.<", "role=\"timer\" aria-live=\"off\"");
        assertThat(as(Who.ADMIN).part(PAGE + "/one/now?id=" + url("web-1")).body())
                .contains("id=\"machine-says\" hx-swap-oob=\"innerHTML\">1 access is open.<")
                .contains("id=\"opening-01JD0000000000000000000001-0\"")
                .doesNotContain("aria-live=\"polite\"");
        assertThat(shown(Who.REQUESTER, "/connect?vm=" + url("web-1")))
                .contains("id=\"connect-says\" role=\"status\">Open now: 22.<")
                .contains("id=\"copy-01JD0000000000000000000001-0-22-command\"")
                .contains("id=\"copy-01JD0000000000000000000001-0-22-address\"")
                .doesNotContain("id=\"connect\" aria-live");
        assertThat(as(Who.REQUESTER).part("/connect/step?vm=" + url("web-1")).body())
                .contains("id=\"connect-says\" hx-swap-oob=\"innerHTML\">Open now: 22.<");
    }

    @Test
    void aListThatIsReadAnewAndTheSearchInItGiveWayToEachOther() {
        Fleet.list("", configured("web-1"));
        assertThat(shown(Who.ADMIN, PAGE))
                .contains("hx-sync=\"#machine-filter:queue first\"", "live:changed from:body, every 60s");
    }

    private static void detail() {
        Fleet.one("web-1", configured("web-1"));
        Fleet.requests(Fleet.request("web-1", "open", ""));
        Fleet.policy("web-1", "7");
        Fleet.findings();
        Fleet.deny("");
    }
}
