package io.postern.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/** Asking for access as Azure has it: F10 to F13. */
final class FeatureRequests {
    private static final String HOUR = "\"duration\":\"PT1H\"";
    private static final String FROM = ",\"allowedSourceAddressPrefix\":\"%s\"";

    private FeatureRequests() {}

    static void withinThePolicy(Neighbours service) {
        Plot plot = new Plot(service, "F10").seen("in", "out");
        plot.put(Arm.vmBody(
                        plot.vm("in"),
                        "{\"number\":22,\"protocol\":\"TCP\",\"maxRequestAccessDuration\":\"PT2H\","
                                + "\"allowedSourceAddressPrefixes\":[\"198.51.100.0/24\",\"2001:db8::/48\"]}"))
                .is(200);
        String requester = TestIdentity.requester();
        String outside = "JitRequestNotSubsetOfPolicy";
        String near = FROM.formatted("198.51.100.7");
        plot.refuses(plot.ask22(requester, "out", HOUR + near), outside);
        plot.refuses(
                plot.initiate(requester, Arm.initiateVm(plot.vm("in"), "{\"number\":3389," + HOUR + near + "}")),
                outside);
        plot.refuses(plot.ask22(requester, "in", HOUR + FROM.formatted("198.51.0.0/16")), outside);
        plot.refuses(plot.ask22(requester, "in", HOUR + FROM.formatted("203.0.113.7")), outside);
        plot.refuses(plot.ask22(requester, "in", HOUR + FROM.formatted("2001:db9::7")), outside);
        plot.refuses(plot.ask22(requester, "in", "\"duration\":\"PT2H1S\"" + near), outside);
        plot.refuses(
                plot.ask22(requester, "in", "\"endTimeUtc\":\"2001-01-01T00:00:00Z\"" + near), "InvalidInitiateInput");
        String nowhere = plot.policyId("nowhere") + "/initiate" + Arm.VERSION;
        String body = Arm.initiateBody(Arm.initiateVm(plot.vm("in"), "{\"number\":22," + HOUR + near + "}"));
        Arm.error(Arm.post(nowhere, requester, body), 404, "PolicyNotFound");
        Arm.error(plot.ask22(TestIdentity.auditor(), "in", HOUR + near), 403, "AuthorizationFailed");
        Stream.of("198.51.100.7", "198.51.100.0/24", "198.51.100.128/25", "2001:db8::7")
                .forEach(source -> plot.ask22(requester, "in", "\"duration\":\"PT2H\"" + FROM.formatted(source))
                        .is(202));
    }

    static void endOrLength(Neighbours service) {
        Plot plot = new Plot(service, "F11").seen("vm").offers22("vm");
        String requester = TestIdentity.requester();
        String end = "\"endTimeUtc\":\"" + Instant.now().plus(Duration.ofHours(2)) + "\"";
        plot.refuses(plot.ask22(requester, "vm", "\"duration\":null"), "InvalidInitiateInput");
        plot.refuses(plot.ask22(requester, "vm", HOUR + "," + end), "InvalidInitiateInput");
        plot.ask22(requester, "vm", HOUR).is(202);
        plot.ask22(requester, "vm", end).is(202);
    }

    static void ownAddress(Neighbours service) {
        Plot plot = new Plot(service, "F12").seen("vm").offers22("vm");
        assertThat(source(asked(plot, "127.0.0.1", "198.51.100.9").is(202)))
                .as("nobody trusts this peer, so that its own address counts")
                .isEqualTo("203.0.113.7");
        assertThat(source(asked(plot, "127.0.0.90", "198.51.100.9").is(202))).isEqualTo("198.51.100.9");
        Arm.error(asked(plot, "127.0.0.90", "unknown"), 400, "SourceUnclear");
        Arm.error(asked(plot, "127.0.0.90", "10.1.2.3"), 400, "SourceUnusable");
    }

    private static String source(Api.Answer answer) {
        return answer.json()
                .at("/virtualMachines/0/ports/0/allowedSourceAddressPrefix")
                .asText();
    }

    private static Api.Answer asked(Plot plot, String peer, String forwarded) {
        String body = Arm.initiateBody(Arm.initiateVm(plot.vm("vm"), "{\"number\":22," + HOUR + "}"));
        try (HttpClient http = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(peer))
                .build()) {
            return new Api.Answer(http.send(
                    Api.to(plot.policyId("default") + "/initiate" + Arm.VERSION)
                            .header("Authorization", "Bearer " + TestIdentity.requester())
                            .header("Content-Type", "application/json")
                            .header("X-Forwarded-For", forwarded)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void allOrNothing(Neighbours service) {
        Plot plot = new Plot(service, "F13").seen("a", "b").offers22("a", "b");
        String requester = TestIdentity.requester();
        String good = "{\"number\":22," + HOUR + FROM.formatted("198.51.100.7") + "}";
        String alsoGood = "{\"number\":22,\"duration\":\"PT2H\",\"allowedSourceAddressPrefixes\":"
                + "[\"198.51.100.8\",\"2001:db8::8\"]}";
        String bad = "{\"number\":23," + HOUR + "}";
        Map<String, Long> before = service.rows();
        plot.refuses(
                plot.initiate(
                        requester, Arm.initiateVm(plot.vm("a"), good), Arm.initiateVm(plot.vm("b"), alsoGood, bad)),
                "JitRequestNotSubsetOfPolicy");
        assertThat(service.rows()).isEqualTo(before);
        JsonNode answer = plot.initiate(
                        requester, Arm.initiateVm(plot.vm("a"), good), Arm.initiateVm(plot.vm("b"), alsoGood))
                .is(202)
                .json();
        assertThat(answer.path("virtualMachines").findValuesAsText("id")).containsExactly(plot.vm("a"), plot.vm("b"));
        assertThat(answer.path("virtualMachines").findValuesAsText("status")).containsExactly("Initiated", "Initiated");
        assertThat(answer.at("/virtualMachines/1/ports/0/allowedSourceAddressPrefixes"))
                .hasSize(2);
    }
}
