package io.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A verdict is on what was shown. */
class VerdictTest extends AtAWorkplace {
    private static final String DECISIONS = "/api/v1/approvals/01K/decisions";

    @BeforeEach
    void nothingWaits() {
        here.issuer.on("GET", "/api/v1/approvals", "{\"value\":[]}");
        here.issuer.on("POST", DECISIONS, "{\"state\":\"approved\"}");
    }

    @Test
    void anIdIsTheSameInSmallLetters() {
        here.issuer.on(
                "GET",
                "/api/v1/approvals",
                "{\"value\":[{\"requestId\":\"01K\",\"requesterName\":\"Rita\",\"requestDigest\":\"d-1\"}]}");

        assertThat(here.run("approve", "01k", "--reason", "fine")).isZero();
        assertThat(here.out.toString()).contains("01K  Rita asks for", "Request 01K: approved by");
        assertThat(here.issuer.bodies("\"requestDigest\":\"d-1\"")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"state\":\"pending\"} | pending, but does not wait for approver",
                "{\"state\":\"open\"} | open, and no extension",
                "{\"state\":\"denied\"} | denied already",
                "404 {\"detail\":\"There is no such request.\"} | There is no such request."
            })
    void nothingIsApprovedThatWasNotShownAndTheStateSaysWhy(String request, String why) {
        here.issuer.on("GET", "/api/v1/access-requests/01K", request);

        assertThat(here.run("approve", "01K", "--reason", "fine")).isEqualTo(1);
        assertThat(here.err.toString())
                .contains("nothing of request 01K was shown", why)
                .hasLineCount(1);
        assertThat(here.issuer.calls()).doesNotContain("POST " + DECISIONS);
    }

    @Test
    void aNoNeedsNothingShown() {
        assertThat(here.run("deny", "01K", "--reason", "no")).isZero();
        assertThat(here.issuer.calls()).contains("POST " + DECISIONS);
    }
}
