package io.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An access that is there is found however its sources are written. */
class EnsureTest extends AtAWorkplace {
    private static final String REQUESTS = "/api/v1/access-requests";
    private static final String VM =
            "/subscriptions/s/resourceGroups/contoso/providers/Microsoft.Compute/virtualMachines/web-1";

    @BeforeEach
    void anAccessIsOpen() {
        here.issuer.on(
                "GET",
                REQUESTS,
                "{\"value\":[{\"id\":\"01K\",\"state\":\"open\",\"targets\":[{\"vm\":\"" + VM
                        + "\",\"ports\":[22]}],\"sources\":[\"203.0.113.7/32\",\"2001:db8::1/128\"],\"grants\":[{\"vm\":\""
                        + VM + "\",\"state\":\"open\",\"ports\":[22]}]}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "203.0.113.7/32", "2001:DB8:0:0::1", "2001:0db8::0001/128"})
    void aSourceMeansWhatItSaysAndNotHowItIsWritten(String source) {
        assertThat(here.run("ensure", VM, "--port", "22", "--source", source)).isZero();
        assertThat(here.issuer.calls()).noneMatch(call -> call.startsWith("POST"));
    }

    @Test
    void whatIsAskedForAtOnceInTwoSpellingsHasOneKey() {
        here.issuer.on("GET", REQUESTS, "{\"value\":[]}");
        here.issuer.on("POST", REQUESTS, call -> {
            here.asked.merge(
                    "keys", call.getRequestHeaders().getFirst("Idempotency-Key"), (one, other) -> one + " " + other);
            return "{\"id\":\"01K\",\"state\":\"pending\"}";
        });
        here.run("ensure", VM, "--port", "22", "--source", "203.0.113.7");
        here.run("ensure", VM, "--port", "22", "--source", "203.0.113.7/32");

        assertThat(here.asked.get("keys").split(" ", -1))
                .hasSize(2)
                .satisfies(keys -> assertThat(keys[0]).isEqualTo(keys[1]));
    }

    @Test
    void whatIsNoSourceIsLeftToTheServiceToExplain() {
        here.issuer.on("POST", REQUESTS, "400 {\"detail\":\"host bits are set\"}");

        assertThat(here.run("ensure", VM, "--port", "22", "--source", "203.0.113.7/24"))
                .isEqualTo(1);
        assertThat(here.issuer.bodies("203.0.113.7/24")).hasSize(1);
        assertThat(here.err.toString()).contains("host bits are set");
    }
}
