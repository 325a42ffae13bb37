package io.postern.request;

import static io.postern.request.Neighbours.GROUP;
import static io.postern.request.Neighbours.VMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy of one VM over HTTP: read, put, deleted, by whom and under which conditions. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class PolicyJourneyTest {
    private static final String ADMIN = TestIdentity.admin();
    private static final String SSH = "{\"ports\":[{\"port\":22,\"protocol\":\"tcp\",\"allowedSources\":"
            + "[\"203.0.113.0/24\",\"2001:db8::/32\"],\"maxDuration\":\"PT30M\"}]}";

    @Inject
    Neighbours service;

    @BeforeEach
    void aVmWithoutAPolicy() {
        if (service.strings("select vm from inventory_vm where vm like '%/pol-0'")
                .isEmpty()) {
            service.seen(IntStream.range(0, 8).mapToObj(i -> "pol-" + i).toList(), JitStatus.NOT_CONFIGURED);
        }
        for (int i = 0; i < 8; i++) {
            delete(ADMIN, "pol-" + i);
        }
    }

    @Test
    void aVmIsPutReadAndDeleted() {
        Api.Answer none = Api.get(path("pol-0"), ADMIN).is(404);
        assertThat(none.text("type")).isEqualTo("urn:postern:problem:no-jit-policy");
        Api.Answer unknown = Api.get(path("pol-404"), ADMIN).is(404);
        assertThat(unknown.text("type")).isEqualTo("urn:postern:problem:unknown-vm");

        Api.Answer put = put(ADMIN, "pol-0", SSH).is(200);
        Api.Answer read = Api.get(path("pol-0"), ADMIN).is(200);
        assertThat(read.json()).isEqualTo(put.json());
        assertThat(read.header("ETag")).isEqualTo(put.header("ETag")).matches("\"[0-9]+\"");
        assertThat(read.text("etag")).isEqualTo(read.header("ETag"));
        assertThat(read.text("virtualMachine")).isEqualTo(VMS + "pol-0");
        assertThat(read.text("policy"))
                .isEqualTo(
                        GROUP + "/providers/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/default");
        assertThat(read.json().path("ports").toString())
                .isEqualTo("[{\"port\":22,\"protocol\":\"TCP\",\"allowedSources\":"
                        + "[\"203.0.113.0/24\",\"2001:db8::/32\"],\"maxDuration\":\"PT30M\"}]");
        assertThat(read.json().has("conditions")).isFalse();

        delete(ADMIN, "pol-0").is(204);
        delete(ADMIN, "pol-0").is(404);
        assertThat(delete(ADMIN, "pol-404").is(404).text("type")).isEqualTo("urn:postern:problem:unknown-vm");
    }

    @Test
    void theIdMayBeWrittenInEveryWay() {
        put(ADMIN, "pol-0", "{}").is(200);
        String id = VMS + "pol-0";
        for (String spelling : List.of(
                id,
                id.substring(1),
                id.toUpperCase(Locale.ROOT),
                URLEncoder.encode(id, StandardCharsets.UTF_8),
                URLEncoder.encode(id.substring(1), StandardCharsets.UTF_8),
                id.replace("/resourceGroups/", "%2fresourcegroups%2F"))) {
            Api.Answer answer = Api.get("/api/v1/virtual-machines/" + spelling + "/jit-policy", ADMIN);
            assertThat(answer.is(200).text("virtualMachine")).as(spelling).isEqualTo(id);
        }
        Api.get("/api/v1/virtual-machines", ADMIN).is(200);
    }

    @Test
    void noPortsAreTheDefaultOnes() {
        JsonNode ports = put(ADMIN, "pol-0", "{}").is(200).json().path("ports");
        assertThat(ports.findValuesAsText("port")).containsExactly("22", "3389", "5985", "5986");
        assertThat(ports.findValuesAsText("maxDuration")).containsOnly("PT8H");
        assertThat(ports.findValuesAsText("protocol")).containsOnly("*");
    }

    @Test
    void conditionsAreKeptAndTold() {
        String conditions = "{\"conditions\":{\"privateNetwork\":true,\"widestSource\":{\"ipv4\":16},\"mfa\":true,"
                + "\"authenticationContext\":\"c1\"}}";
        put(ADMIN, "pol-1", conditions).is(200);
        assertThat(Api.get(path("pol-1"), ADMIN).json().path("conditions").toString())
                .isEqualTo("{\"privateNetwork\":true,\"anySource\":false,\"widestSource\":{\"ipv4\":16,\"ipv6\":56},"
                        + "\"mfa\":true,\"authenticationContext\":\"c1\"}");
        assertThat(events("pol-1")).last().asString().contains("\"widestIpv4Prefix\":16", "\"privateNetwork\":true");
    }

    @Test
    void theSamePutTwiceTellsOnceAndCountsOnce() {
        String tag = put(ADMIN, "pol-2", SSH).is(200).header("ETag");
        int told = events("pol-2").size();
        assertThat(put(ADMIN, "pol-2", SSH).is(200).header("ETag")).isEqualTo(tag);
        assertThat(events("pol-2")).hasSize(told);
        assertThat(put(ADMIN, "pol-2", "{}").is(200).header("ETag")).isNotEqualTo(tag);
        assertThat(events("pol-2")).hasSize(told + 1);
    }

    @Test
    void aStaleTagChangesNothing() {
        put(ADMIN, "pol-3", "{}").is(200);
        String tag = Api.get(path("pol-3"), ADMIN).header("ETag");
        put(ADMIN, "pol-3", SSH, "If-Match", tag).is(200);
        assertThat(put(ADMIN, "pol-3", "{}", "If-Match", tag).is(412).text("type"))
                .isEqualTo("urn:postern:problem:precondition-failed");
        delete(ADMIN, "pol-3", "If-Match", tag).is(412);
        put(ADMIN, "pol-3", "{}", "If-None-Match", "*").is(412);
        put(ADMIN, "pol-4", "{}", "If-None-Match", "*").is(200);
        put(ADMIN, "pol-5", "{}", "If-Match", "*").is(412);
        assertThat(Api.get(path("pol-3"), ADMIN).json().path("ports")).hasSize(1);
    }

    @Test
    void puttingManyVmsAtOnceLosesNone() throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(8)) {
            threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Api.Answer>>mapToObj(
                            i -> () -> put(ADMIN, "pol-" + i, SSH).is(200))
                    .toList());
        }
        for (int i = 0; i < 8; i++) {
            Api.get(path("pol-" + i), ADMIN).is(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "requester, 200, 403",
        "approver,  200, 403",
        "auditor,   200, 403",
        "outsider,  403, 403",
        "admin,     200, 200"
    })
    void eachRoleMayDoItsOwnAndNoMore(String role, int read, int write) {
        put(ADMIN, "pol-6", SSH).is(200);
        String token = token(role);
        Api.get(path("pol-6"), token).is(read);
        put(token, "pol-6", SSH).is(write);
        delete(token, "pol-6").is(write == 200 ? 204 : write);
    }

    @Test
    void aRefusedAttemptIsTold() {
        Api.Answer refused = put(TestIdentity.requester(), "pol-7", SSH).is(403);
        assertThat(refused.text("type")).isEqualTo("urn:postern:problem:not-entitled");
        assertThat(service.strings("select convert_from(value, 'UTF8') from outbox where subject = 'jit-policies'"))
                .anySatisfy(event -> assertThat(event).contains("put-vm-policy", "/pol-7", "not-entitled"));
        Api.get(path("pol-7"), ADMIN).is(404);
    }

    private static String token(String role) {
        return switch (role) {
            case "requester" -> TestIdentity.requester();
            case "outsider" -> TestIdentity.outsider();
            case "approver" -> TestIdentity.approver();
            case "auditor" -> TestIdentity.auditor();
            default -> TestIdentity.admin();
        };
    }

    private List<String> events(String vm) {
        return service.strings("select convert_from(value, 'UTF8') from outbox where subject like '%/virtualmachines/"
                + vm + "' order by id");
    }

    private static String path(String vm) {
        return "/api/v1/virtual-machines" + VMS + vm + "/jit-policy";
    }

    private static Api.Answer put(String token, String vm, String body, String... headers) {
        var request = Api.to(path(vm))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body));
        return Api.send(headers.length == 0 ? request : request.headers(headers));
    }

    private static Api.Answer delete(String token, String vm, String... headers) {
        var request =
                Api.to(path(vm)).header("Authorization", "Bearer " + token).DELETE();
        return Api.send(headers.length == 0 ? request : request.headers(headers));
    }
}
