package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The portal as people meet it: in a browser, over a whole stack. One walk sees all of it, and each test judges a part. */
@Order(6)
@ExtendWith(RunningStack.class)
class PortalIT {
    /** The size of a page's first load, compressed. */
    private static final int LARGEST = 150 * 1024;

    /** From the service's knowing to the page's showing; what it was is printed. */
    private static final long LATEST_MS = 2_000;

    private static JsonNode seen;

    @BeforeAll
    static void walk(Stack stack) throws Exception {
        assumeTrue(BrowserWalk.canRun(), "node, npm or chromium is not installed: nobody looked at the portal");
        seen = BrowserWalk.run(stack);
        System.out.println("portal " + seen.path("took") + " in all " + seen.path("all") + " ms");
        System.out.printf(
                "portal shows open %d ms, closed %d ms after the service%n",
                seen.at("/opened/lateness").asInt(),
                seen.at("/givenBack/lateness").asInt());
        seen.path("pages")
                .forEach(page -> System.out.printf(
                        "portal %s: %d bytes, usable after %d ms%n",
                        page.path("name").asText(),
                        page.path("bytes").asInt(),
                        page.path("usable").asInt()));
    }

    @AfterAll
    static void leaveItAsItWas(Stack stack) {
        if (seen != null) {
            assertThat(stack.access.unprotect("db-1").status()).isEqualTo(204);
        }
    }

    @Test
    void noPageHasASeriousFlawForPeopleWhoCannotSeeOrPointWell() {
        for (JsonNode page : seen.path("pages")) {
            assertThat(page.has("light") && page.has("dark"))
                    .as(page.path("name").asText())
                    .isTrue();
            for (String how : List.of("light", "dark", "phone")) {
                assertThat(page.path(how))
                        .as("%s, %s", page.path("name").asText(), how)
                        .noneMatch(flaw -> flaw.path("impact").asText().matches("serious|critical"));
            }
        }
    }

    @Test
    void eachPagesFirstLoadIsSmall() {
        assertThat(seen.path("pages"))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page.path("bytes").asInt())
                        .as(page.path("name").asText())
                        .isBetween(1_000, LARGEST));
    }

    @Test
    void eachPageFitsAPhone() {
        assertThat(seen.path("pages"))
                .allSatisfy(page -> assertThat(page.path("tooWide").asInt())
                        .as(page.path("name").asText())
                        .isZero());
    }

    @Test
    void eachPageForbidsWhatItDoesNotNeed() {
        assertThat(seen.path("pages")).allSatisfy(page -> {
            JsonNode headers = page.path("headers");
            assertThat(page.path("status")).isEqualTo(page.path("expected"));
            assertThat(headers.path("content-security-policy").asText())
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe-", "http:", "*");
            assertThat(headers.path("cache-control").asText()).contains("no-store");
            assertThat(headers.path("x-content-type-options").asText()).isEqualTo("nosniff");
            assertThat(headers.has("access-control-allow-origin")).isFalse();
        });
    }

    @Test
    void anAdministratorProtectsAVmFromTheListAndSeesWhatIsWritten() {
        assertThat(seen.at("/protected/asked").toString()).contains("db-1").doesNotContain("web-1", "jump-1");
        assertThat(seen.at("/protected/outcome").asText()).contains("Protected");
        assertThat(seen.at("/machines/lists/configured").toString()).contains("db-1", "web-1", "jump-1");
        assertThat(seen.at("/machines/lists/unsupported").toString()).contains("bare-1");
        assertThat(seen.at("/machines/unprotected").asText()).contains("not protected", "Enable JIT");
        assertThat(seen.at("/machines/guarded").asText()).contains("no open access", "Request access");
        assertThat(seen.at("/machines/deny").asText()).contains("postern-", "-deny-", "Inbound", "22");
        assertThat(seen.at("/machines/bypassed").asText()).contains("Bypassed", "priority 100");
    }

    @Test
    void whoAsksSeesBeforehandWhoWillBeAskedAndWaits() {
        assertThat(seen.at("/asked/outlook").asText()).contains("Who is asked", "203.0.113.7", "data-nsg");
        assertThat(seen.at("/asked/state").asText()).contains("Waiting for approval");
        assertThat(seen.at("/asked/reached").asBoolean(true)).isFalse();
    }

    @Test
    void anApproverSeesWhatIsSignedAndAnOpenPageShowsThatThePortIsOpen() {
        assertThat(seen.at("/opened/shown").asText())
                .contains(
                        "Robin Requester", "db-1", "203.0.113.7", "Vacuum of the orders table", "guarded", "contoso@");
        assertThat(seen.at("/opened/after").asText())
                .contains("Your approval was taken")
                .doesNotContain("Vacuum of the orders table");
        assertThat(seen.at("/opened/way").asText()).contains("ssh");
        assertThat(seen.at("/opened/reached").asBoolean()).isTrue();
        assertThat(seen.at("/opened/lateness").asLong(99_999)).isLessThan(LATEST_MS);
    }

    @Test
    void anAccessIsKeptForLongerAndGivenBack() {
        assertThat(Instant.parse(seen.at("/longer/after").asText()))
                .isAfter(Instant.parse(seen.at("/longer/before").asText()));
        assertThat(seen.at("/longer/reached").asBoolean()).isTrue();
        assertThat(seen.at("/givenBack/asked").asText()).contains("Give back the access to db-1?");
        assertThat(seen.at("/givenBack/lateness").asLong(99_999)).isLessThan(LATEST_MS);
        assertThat(seen.at("/givenBack/reached").asBoolean(true)).isFalse();
    }

    @Test
    void theGlassIsBrokenAndSomebodyElseReviewsItOnceTheyHaveConfirmedWhoTheyAre() {
        assertThat(seen.at("/emergency/warned").asText()).contains("Nobody is asked first", "db-1");
        assertThat(seen.at("/emergency/kept").asText()).contains("every minute counts");
        assertThat(seen.at("/reviewed/turnedBack/said").asText()).contains("You are signed in as before");
        assertThat(seen.at("/reviewed/turnedBack/same").asBoolean()).isTrue();
        assertThat(seen.at("/reviewed/turnedBack/kept").asBoolean()).isTrue();
        assertThat(seen.at("/reviewed/confirmed/kept").asBoolean()).isTrue();
        assertThat(seen.at("/reviewed/confirmed/sameId").asBoolean(true)).isFalse();
        assertThat(seen.at("/reviewed/gone").asBoolean()).isTrue();
    }

    @Test
    void anAuditorReadsTheStoryAndThatItIsProven() {
        assertThat(seen.at("/proven/found").asInt()).isGreaterThan(5);
        assertThat(seen.at("/proven/story").asText())
                .contains(
                        "All of it is proven.",
                        "Alex Approver approves",
                        "takes no new connections",
                        "Closure receipt");
    }

    @Test
    void whoHasNoRoleSeesNothingAndChangesNothing() {
        assertThat(seen.at("/outsider/seen")).hasSizeGreaterThan(15).allSatisfy(page -> {
            assertThat(page.path("status").asInt())
                    .as(page.path("where").asText())
                    .isIn(403, 404);
            assertThat(page.path("text").asText())
                    .as(page.path("where").asText())
                    .doesNotContain("web-1", "db-1", "203.0.113", "Vacuum", "Robin", "contoso-vnet");
        });
        assertThat(seen.at("/outsider/places")).hasToString("[\"Approvals\"]");
    }

    @Test
    void noBrowserComplains() {
        assertThat(seen.path("complaints")).isEmpty();
    }

    @Test
    void aSessionIsNewAtEachSignInAndOverAfterSigningOut() {
        JsonNode sessions = seen.path("sessions");

        assertThat(sessions.path("flags")).isNotEmpty().allSatisfy(cookie -> {
            assertThat(cookie.path("httpOnly").asBoolean()).isTrue();
            assertThat(cookie.path("sameSite").asText()).isIn("Lax", "Strict");
            // An id and nothing else: tokens stay on the server.
            assertThat(cookie.path("length").asInt()).isLessThan(200);
        });
        assertThat(sessions.path("plantedOpens").asBoolean(true)).isFalse();
        assertThat(sessions.path("plantedStays").asBoolean(true)).isFalse();
        assertThat(sessions.path("sameTwice").asBoolean(true)).isFalse();
        assertThat(sessions.path("left")).isEmpty();
        assertThat(sessions.path("oldOpens").asBoolean(true)).isFalse();
    }

    @Test
    void nobodyElsesPageOrProgramChangesAnythingInAPersonsName() {
        seen.path("forged").properties().forEach(attempt -> {
            switch (attempt.getKey()) {
                // A page that asks first; what it asks about is still open afterwards, for it is given back later.
                case "get" -> assertThat(attempt.getValue().asInt()).isEqualTo(200);
                case "read from same site", "read from another site" ->
                    assertThat(attempt.getValue().asText()).isEqualTo("unreadable");
                default ->
                    assertThat(attempt.getValue().asInt()).as(attempt.getKey()).isEqualTo(403);
            }
        });
        assertThat(seen.path("forged").size()).isGreaterThan(10);
    }
}
