package io.postern.request;

import static io.postern.request.Arm.VERSION;
import static io.postern.request.Arm.error;
import static io.postern.request.Arm.policy;
import static io.postern.request.Arm.policyId;
import static io.postern.request.Arm.vm;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
}
