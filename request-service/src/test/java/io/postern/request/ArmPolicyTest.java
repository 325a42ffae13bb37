package io.postern.request;

import static io.postern.request.Arm.VERSION;
import static io.postern.request.Arm.error;
import static io.postern.request.Arm.policy;
import static io.postern.request.Arm.policyBody;
import static io.postern.request.Arm.policyId;
import static io.postern.request.Arm.port;
import static io.postern.request.Arm.source;
import static io.postern.request.Arm.vm;
import static io.postern.request.Arm.vmBody;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JIT policies over Azure's API: made, shown, listed, replaced, deleted, and every way to be turned away. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class ArmPolicyTest {
    @Inject
    Neighbours service;

    private final String admin = TestIdentity.admin();

    @Test
    void aPolicyIsMadeShownReplacedAndDeleted() {
        Arm.seen(service, "Made", "vm1", "vm2");
        Api.Answer made = Arm.protect("Made", "default", "vm1", "vm2");
        JsonNode shown = Arm.get(policy("Made", "default"), TestIdentity.auditor())
                .is(200)
                .json();
        assertThat(made.json()).isEqualTo(shown);
        assertThat(shown.path("id").asText()).isEqualTo(policyId("Made", "default"));
        assertThat(shown.path("name").asText()).isEqualTo("default");
        assertThat(shown.path("type").asText()).isEqualTo("Microsoft.Security/locations/jitNetworkAccessPolicies");
        assertThat(shown.path("kind").asText()).isEqualTo("Basic");
        assertThat(shown.path("location").asText()).isEqualTo("westeurope");
        assertThat(shown.at("/properties/provisioningState").asText()).isEqualTo("Succeeded");
        assertThat(shown.at("/properties/virtualMachines/1/id").asText()).isEqualTo(vm("Made", "vm2"));
        assertThat(shown.at("/properties/virtualMachines/0/ports/1").toString())
                .isEqualTo("{\"number\":3389,\"protocol\":\"*\",\"allowedSourceAddressPrefix\":\"*\","
                        + "\"maxRequestAccessDuration\":\"PT3H\"}");
        JsonNode replaced = Arm.protect("Made", "default", "vm2").json();
        assertThat(replaced.at("/properties/virtualMachines")).hasSize(1);
        Arm.delete(policy("Made", "default"), admin).is(200);
        Arm.delete(policy("Made", "default"), admin).is(204);
        error(Arm.get(policy("Made", "default"), admin), 404, "PolicyNotFound");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/providers/Microsoft.Security/jitNetworkAccessPolicies",
                "/providers/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies",
                "/resourceGroups/Listed/providers/Microsoft.Security/jitNetworkAccessPolicies",
                "/resourceGroups/Listed/providers/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies"
            })
    void aPolicyIsInEachOfTheFourListsHoweverTheAddressIsSpelt(String list) {
        Arm.seen(service, "Listed", "vm1");
        Arm.protect("Listed", "default", "vm1");
        for (String path : List.of(list, list.toUpperCase(Locale.ROOT), list.toLowerCase(Locale.ROOT))) {
            JsonNode found = Arm.get(Arm.SUBSCRIPTION.toUpperCase(Locale.ROOT) + path + VERSION, TestIdentity.auditor())
                    .is(200)
                    .json();
            assertThat(found.path("value").findValuesAsText("id")).contains(policyId("Listed", "default"));
            assertThat(found.has("nextLink")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  '',                            401, AuthenticationFailed",
        "GET,  '?api-version=2020-01-01',     401, AuthenticationFailed"
    })
    void withoutATokenThereIsAChallenge(String method, String query, int status, String code) {
        Api.Answer answer =
                error(Arm.call(method, policyId("None", "default") + query, "", BodyPublishers.noBody()), status, code);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void whatTheFrameworkRefusesIsAnAzureErrorToo() {
        String policy = policy("None", "default");
        error(Arm.get(policy, TestIdentity.expired()), 401, "AuthenticationFailed");
        error(Arm.get(policyId("None", "default"), admin), 400, "MissingApiVersionParameter");
        error(Arm.get(policyId("None", "default") + "?api-version=", admin), 400, "MissingApiVersionParameter");
        error(
                Arm.get(policyId("None", "default") + "?api-version=2019-01-01", admin),
                400,
                "NoRegisteredProviderFound");
        error(Arm.get(Arm.SUBSCRIPTION + "/nothing" + VERSION, admin), 404, "NotFound");
        error(Arm.get("/SUBSCRIPTIONS", admin), 404, "NotFound");
        error(Arm.call("PATCH", policy, admin, BodyPublishers.ofString("{}")), 405, "MethodNotAllowed");
        error(Arm.get(policy, admin, "Accept", "application/xml"), 406, "NotAcceptable");
        error(Arm.put(policy, admin, "{}", "Content-Type", "text/plain"), 415, "UnsupportedMediaType");
        error(Arm.put(policy, admin, "{"), 400, "InvalidRequestContent");
        error(Arm.put(policy, admin, "x".repeat(1_100_000)), 413, "RequestEntityTooLarge");
        byte[] large = "x".repeat(1_100_000).getBytes(StandardCharsets.UTF_8);
        error(
                Arm.call("PUT", policy, admin, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
                413,
                "RequestEntityTooLarge");
    }

    @Test
    void everyCallIsNumberedAndTheClientsOwnNumberComesBackIfAskedFor() {
        String[] own = {"x-ms-client-request-id", "mine", "x-ms-return-client-request-id", "true"};
        String list = Arm.SUBSCRIPTION + "/providers/Microsoft.Security/jitNetworkAccessPolicies" + VERSION;
        Api.Answer asked = Arm.get(list, admin, own).is(200);
        assertThat(asked.header("x-ms-request-id")).hasSize(36);
        assertThat(asked.header("x-ms-client-request-id")).isEqualTo("mine");
        assertThat(Arm.get(list, admin, own[0], own[1]).header(own[0])).isEmpty();
        assertThat(Api.get("/api/v1/access-requests", admin).header("x-ms-request-id"))
                .isEmpty();
    }

    /** Characters that no address may hold, sent as they are: an HTTP client would refuse to. */
    @ParameterizedTest
    @ValueSource(strings = {"%zz", "{x}", "a|b", "\"", "%", "%C3%28", "<x>", "x^y`", "a\\b", "[", "\u00e9"})
    void anAddressThatIsNoneIsNoReasonToFail(String odd) throws IOException {
        String policies = "/providers/Microsoft.Security/jitNetworkAccessPolicies" + VERSION;
        for (String target : List.of(
                "/subscriptions/" + odd + policies,
                Arm.SUBSCRIPTION + "/resourceGroups/" + odd + policies.toLowerCase(Locale.ROOT),
                Arm.SUBSCRIPTION + policies + "&$skipToken=" + odd,
                Arm.SUBSCRIPTION + policies + "&" + odd,
                "/api/v1/access-requests?state=" + odd,
                "/api/v1/" + odd)) {
            assertThat(Arm.statusOfRaw(target, admin)).as(target).isBetween(200, 404);
        }
    }

    @Test
    void aPolicyIsWrittenOnlyInTheStateThatTheCallerKnows() {
        Arm.seen(service, "Tagged", "vm1");
        String policy = policy("Tagged", "default");
        String body = policyBody(vmBody(vm("Tagged", "vm1"), port(22, "")));
        error(Arm.put(policy, admin, body, "If-Match", "*"), 412, "PreconditionFailed");
        String first =
                Arm.put(policy, admin, body, "If-None-Match", "*").is(200).header("ETag");
        assertThat(first).matches("\"[^\"]+\"");
        assertThat(Arm.get(policy, admin).header("ETag")).isEqualTo(first);
        error(Arm.put(policy, admin, body, "If-None-Match", "*"), 412, "PreconditionFailed");
        assertThat(Arm.put(policy, admin, body, "If-Match", first).is(200).header("ETag"))
                .isEqualTo(first);
        String other = policyBody(vmBody(vm("Tagged", "vm1"), port(2222, "")));
        assertThat(Arm.put(policy, admin, other, "If-Match", "\"0\", " + first)
                        .is(200)
                        .header("ETag"))
                .isNotEqualTo(first);
        error(Arm.put(policy, admin, body, "If-Match", first), 412, "PreconditionFailed");
        error(Arm.put(policy, admin, body, "If-None-Match", first), 400, "InvalidRequestContent");
        error(Arm.delete(policy, admin, "If-Match", first), 412, "PreconditionFailed");
        Arm.delete(policy, admin, "If-Match", "*").is(200);
        Arm.delete(policy, admin, "If-Match", first).is(204);
    }

    @Test
    void sourcesComeBackInThePropertyThatTheirNumberAsksForAndOurConditionsBesideThem() {
        Arm.seen(service, "Stored", "vm1");
        String vm = "{\"id\":\"" + vm("stored", "VM1") + "\",\"ports\":["
                + String.join(
                        ",",
                        source(
                                22,
                                "TCP",
                                "\"allowedSourceAddressPrefix\":null,\"allowedSourceAddressPrefixes\":[\"10.0.0.0/8\"]"),
                        source(22, "udp", "\"allowedSourceAddressPrefixes\":[\"10.0.0.0/8\",\"2001:db8::/32\"]"),
                        source(
                                80,
                                "*",
                                "\"allowedSourceAddressPrefix\":\"203.0.113.7\",\"allowedSourceAddressPrefixes\":[]"))
                + "],\"publicIpAddress\":\"203.0.113.99\","
                + "\"postern\":{\"mfa\":true,\"anySource\":false,\"widestSource\":{\"ipv4\":28}}}";
        JsonNode stored = Arm.put(policy("Stored", "MyPolicy"), admin, policyBody(vm))
                .is(200)
                .json()
                .at("/properties/virtualMachines/0");
        assertThat(stored.path("id").asText()).isEqualTo(vm("Stored", "vm1"));
        assertThat(stored.path("publicIpAddress").asText()).isEqualTo("203.0.113.99");
        assertThat(stored.path("postern").toString()).isEqualTo("{\"widestSource\":{\"ipv4\":28},\"mfa\":true}");
        assertThat(stored.at("/ports/0/allowedSourceAddressPrefix").asText()).isEqualTo("10.0.0.0/8");
        assertThat(stored.at("/ports/0").has("allowedSourceAddressPrefixes")).isFalse();
        assertThat(stored.at("/ports/1/allowedSourceAddressPrefixes")).hasSize(2);
        assertThat(stored.at("/ports/1/protocol").asText()).isEqualTo("UDP");
        assertThat(stored.at("/ports/1").has("allowedSourceAddressPrefix")).isFalse();
        assertThat(stored.at("/ports/2/allowedSourceAddressPrefix").asText()).isEqualTo("203.0.113.7");
        assertThat(Arm.get(policy("STORED", "mypolicy"), admin).is(200).text("name"))
                .isEqualTo("MyPolicy");
    }

    @Test
    void aLongListIsReadPageByPageAtTheAddressThatTheClientCalled() {
        String subscription = "/subscriptions/20ff7fc3-e762-44dd-bd96-b71116dcdc24";
        String group = subscription + "/resourceGroups/Paged/providers/";
        List<String> vms = IntStream.range(0, 51)
                .mapToObj(i -> group + "Microsoft.Compute/virtualMachines/vm" + i)
                .toList();
        Arm.seen(service, vms, JitStatus.NOT_CONFIGURED);
        IntStream.range(0, 51)
                .forEach(i -> Arm.put(
                                group + "Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/p" + i
                                        + VERSION,
                                admin,
                                policyBody(vmBody(vms.get(i), port(22, ""))))
                        .is(200));
        String list = subscription + "/providers/Microsoft.Security/jitNetworkAccessPolicies" + VERSION;
        JsonNode first = Arm.get(list, admin).is(200).json();
        assertThat(first.path("value")).hasSize(50);
        URI next = URI.create(first.path("nextLink").asText());
        assertThat(next.getScheme() + "://" + next.getRawAuthority()).isEqualTo(Api.base());
        JsonNode second = Arm.get(next.getRawPath() + "?" + next.getRawQuery(), admin)
                .is(200)
                .json();
        assertThat(second.path("value")).hasSize(1);
        assertThat(second.has("nextLink")).isFalse();
        Set<String> names = new HashSet<>(first.path("value").findValuesAsText("name"));
        names.addAll(second.path("value").findValuesAsText("name"));
        assertThat(names).hasSize(51);
        assertThat(Arm.get(list, admin, "X-Forwarded-Host", "evil.example").text("nextLink"))
                .doesNotContain("evil");
        assertThat(Arm.throughProxy(list, admin, "X-Forwarded-Host", "arm.example:8443", "X-Forwarded-Proto", "https")
                        .text("nextLink"))
                .startsWith("https://arm.example:8443/subscriptions/");
        assertThat(Arm.throughProxy(list, admin, "X-Forwarded-Host", "a/b", "X-Forwarded-Proto", "ftp")
                        .text("nextLink"))
                .startsWith(Api.base());
        for (String token : List.of("", "x", "%00", "L3N1YnNjcmlwdGlvbnM", "!!!!")) {
            error(Arm.get(list + "&$skipToken=" + token, admin), 400, "InvalidSkipToken");
        }
    }

    @ParameterizedTest
    @MethodSource("io.postern.request.BadArmPolicies#all")
    void aPolicyThatCannotBeIsRefusedWithNothingWritten(int status, String code, String hint, String body) {
        if (service.strings("select vm from inventory_vm where vm = '" + vm("Refused", "vm1") + "'")
                .isEmpty()) {
            Arm.seen(service, "Refused", "vm1", "vm2");
            Arm.seen(service, List.of(vm("Refused", "bad")), JitStatus.UNSUPPORTED);
            Arm.protect("Refused", "elsewhere", "vm2");
        }
        Map<String, Long> before = service.rows();
        Api.Answer answer = error(Arm.put(policy("Refused", "default"), admin, body), status, code);
        assertThat(answer.json().at("/error/message").asText()).contains(hint);
        assertThat(service.rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "not-a-guid, rg,   westeurope, default",
        "SUB,        r*g,  westeurope, default",
        "SUB,        rg,   west/../x,  default",
        "SUB,        rg,   westeurope, -x"
    })
    void anAddressThatNamesNoPolicyIsRefused(String subscription, String group, String location, String name) {
        String path = "/subscriptions/" + (subscription.equals("SUB") ? Arm.SUBSCRIPTION.substring(15) : subscription)
                + "/resourceGroups/" + group + "/providers/Microsoft.Security/locations/"
                + location.replace("/", "%2F") + "/jitNetworkAccessPolicies/" + name + VERSION;
        if (!name.startsWith("-")) {
            String list = path.substring(0, path.lastIndexOf('/')) + VERSION;
            error(Arm.get(list.replace("*", "%2A"), admin), 400, "InvalidRequestContent");
        }
        for (String method : List.of("GET", "PUT", "DELETE")) {
            error(
                    Arm.call(
                            method,
                            path.replace("*", "%2A"),
                            admin,
                            BodyPublishers.ofString(BadArmPolicies.vm1(port(22, "")))),
                    400,
                    "InvalidRequestContent");
        }
    }
}
