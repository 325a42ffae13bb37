package io.postern.request;

import static io.postern.request.Arm.VERSION;
import static io.postern.request.Arm.error;
import static io.postern.request.Arm.policy;
import static io.postern.request.Arm.policyBody;
import static io.postern.request.Arm.port;
import static io.postern.request.Arm.vm;
import static io.postern.request.Arm.vmBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operation of Azure's API against every role. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class ArmRolesTest {
    @Inject
    Neighbours service;

    @ParameterizedTest
    @CsvSource({
        "requester,  200, 403, 403, 202",
        "approver,   200, 403, 403, 403",
        "configurer, 200, 200, 200, 403",
        "admin,      200, 200, 200, 202",
        "auditor,    200, 403, 403, 403",
        "outsider,   403, 403, 403, 403"
    })
    void eachRoleMayDoItsOwnAndNoMore(String role, int read, int put, int delete, int initiate) {
        String token = RolesTest.token(role);
        Arm.seen(service, "Roles", "vm1");
        Arm.protect("Roles", "default", "vm1");
        String inGroup = Arm.SUBSCRIPTION + "/resourceGroups/Roles";
        String policies = "/jitNetworkAccessPolicies" + VERSION;
        String region = "/providers/Microsoft.Security/locations/westeurope" + policies;
        String everywhere = "/providers/Microsoft.Security" + policies;
        for (String path : List.of(
                Arm.SUBSCRIPTION + everywhere,
                Arm.SUBSCRIPTION + region,
                inGroup + everywhere,
                inGroup + region,
                policy("Roles", "default"))) {
            decided(Arm.get(path, token), read);
        }
        String body = policyBody(vmBody(vm("Roles", "vm1"), port(22, "")));
        String asked = Arm.initiateBody(Arm.initiateVm(vm("Roles", "vm1"), "{\"number\":22,\"duration\":\"PT1H\"}"));
        Map<String, Long> before = service.rows();
        decided(Arm.put(policy("Roles", "default"), token, body), put);
        decided(Arm.delete(policy("Roles", "none"), token), delete == 200 ? 204 : delete);
        decided(Arm.post(Arm.initiate("Roles", "default"), token, asked), initiate);
        long refused =
                Stream.of(put, delete, initiate).filter(status -> status == 403).count();
        assertThat(service.strings("select count(*) from protected_vm"))
                .containsExactly(before.get("protected_vm").toString());
        if (initiate == 403 && put == 403) {
            Map<String, Long> after = service.rows();
            assertThat(after.get("outbox") - before.get("outbox"))
                    .as("attempts told")
                    .isEqualTo(refused);
            assertThat(after.get("access_request")).isEqualTo(before.get("access_request"));
        }
        decided(Arm.delete(policy("Roles", "default"), token), delete);
    }

    private static void decided(Api.Answer answer, int status) {
        if (status == 403) {
            error(answer, 403, "AuthorizationFailed");
        } else {
            answer.is(status);
        }
    }
}
