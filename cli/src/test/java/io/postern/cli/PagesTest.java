package io.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lists that are longer than a page of the service's. */
class PagesTest extends AtAWorkplace {
    private static final String REQUESTS = "/api/v1/access-requests";
    private static final String VM =
            "/subscriptions/s/resourceGroups/contoso/providers/Microsoft.Compute/virtualMachines/web-1";

    @Test
    void requestsAreListedToTheLast() {
        pages(REQUESTS, request("01C", "closed"), request("01A", "open"));

        assertThat(here.run("list", "--state", "open", "--json")).isZero();
        assertThat(here.out.toString()).containsSubsequence("\"01C\"", "\"01A\"");
        assertThat(here.issuer.calls())
                .filteredOn(call -> call.startsWith("GET " + REQUESTS))
                .hasSize(2)
                .allMatch(call -> call.contains("state=open"));
        assertThat(here.run("list", "--json")).isZero();
    }

    @Test
    void whatWaitsForAVerdictIsListedToTheLast() {
        pages(
                "/api/v1/approvals",
                "{\"requestId\":\"01A\",\"requesterName\":\"Rita\"}",
                "{\"requestId\":\"01B\",\"requesterName\":\"Rolf\"}");

        assertThat(here.run("list", "--pending", "--json")).isZero();
        assertThat(here.out.toString()).containsSubsequence("\"01A\"", "\"01B\"");
        assertThat(here.issuer.calls())
                .filteredOn(call -> call.startsWith("GET /api/v1/approvals"))
                .hasSize(2)
                .allMatch(call -> call.contains("state=pending"));
    }

    @Test
    void ensureFindsAnAccessThatIsNotAmongTheNewest() {
        pages(REQUESTS, request("01C", "closed"), request("01A", "open"));

        assertThat(here.run("ensure", VM, "--port", "22", "--source", "203.0.113.7/32"))
                .isZero();
        assertThat(here.issuer.calls()).noneMatch(call -> call.startsWith("POST"));
    }

    private void pages(String path, String first, String second) {
        here.issuer.on(
                "GET",
                path,
                call -> call.getRequestURI().toString().contains("after=last-1")
                        ? "{\"value\":[" + second + "]}"
                        : "{\"value\":[" + first + "],\"next\":\"last-1\"}");
    }

    private static String request(String id, String state) {
        return "{\"id\":\"" + id + "\",\"state\":\"" + state + "\",\"targets\":[{\"vm\":\"" + VM
                + "\",\"ports\":[22]}],\"sources\":[\"203.0.113.7/32\"],\"grants\":[{\"vm\":\"" + VM
                + "\",\"state\":\"open\",\"ports\":[22]}]}";
    }
}
