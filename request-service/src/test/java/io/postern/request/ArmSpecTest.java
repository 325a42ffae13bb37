package io.postern.request;

import static io.postern.request.Arm.policy;
import static io.postern.request.Arm.policyId;
import static io.postern.request.Arm.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.postern.request.AzureSpec.Example;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our answers, held against Microsoft's published description of the API, and its examples sent to us. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class ArmSpecTest {
    private static final Optional<AzureSpec> SPEC = AzureSpec.found();

    /** The examples tell of one policy: it has to be there before it is read, and is deleted in the end. */
    private static final List<String> ORDER = List.of("put", "get", "post", "delete");

    @Inject
    Neighbours service;

    @BeforeEach
    void skipWithoutTheDescription() {
        assumeTrue(
                SPEC.isPresent(), "Microsoft's API description is not beside the checkout; see -Dpostern.azure-specs");
    }

    @Test
    void thePublishedExamplesAreAcceptedAndTheAnswersAreAsPublished() {
        AzureSpec spec = SPEC.orElseThrow();
        Arm.seen(service, "myRg1", "vm1");
        List<Example> examples = spec.examples().stream()
                .sorted(Comparator.comparingInt(example -> ORDER.indexOf(example.method())))
                .toList();
        assertThat(examples).hasSize(8);
        for (Example example : examples) {
            Api.Answer answer = Arm.call(
                    example.method().toUpperCase(Locale.ROOT),
                    example.address(),
                    TestIdentity.admin(),
                    BodyPublishers.ofString(example.body()));
            assertThat(spec.violations(example, answer))
                    .as(example.file() + answer)
                    .isEmpty();
        }
    }

    @Test
    void aPolicyWithAHistoryKeepsToTheDescriptionAndSoDoErrors() {
        AzureSpec spec = SPEC.orElseThrow();
        Arm.seen(service, "Described", "vm1", "vm2");
        Arm.protect("Described", "default", "vm1", "vm2");
        String several = "{\"number\":22,\"duration\":\"PT1H\",\"allowedSourceAddressPrefixes\":"
                + "[\"198.51.100.7\",\"198.51.100.9\"]}";
        String one = "{\"number\":22,\"duration\":\"PT1H\"}";
        Arm.post(
                        Arm.initiate("Described", "default"),
                        TestIdentity.requester(),
                        Arm.initiateBody(
                                Arm.initiateVm(vm("Described", "vm1"), several),
                                Arm.initiateVm(vm("Described", "vm2"), one)))
                .is(202);
        Example read = spec.examples().stream()
                .filter(example ->
                        example.method().equals("get") && example.path().endsWith("PolicyName}"))
                .findFirst()
                .orElseThrow();
        Api.Answer shown = Arm.get(policy("Described", "default"), TestIdentity.auditor());
        assertThat(shown.json().at("/properties/requests")).hasSize(2);
        assertThat(spec.violations(read, shown)).as(shown.toString()).isEmpty();
        assertThat(spec.errorViolations(Arm.get(policyId("Described", "default"), TestIdentity.auditor())))
                .isEmpty();
        assertThat(spec.errorViolations(Arm.put(policy("Described", "default"), TestIdentity.admin(), "{")))
                .isEmpty();
    }

    @Test
    void theCheckItselfTellsAWrongAnswer() {
        AzureSpec spec = SPEC.orElseThrow();
        Example read = spec.examples().stream()
                .filter(example -> example.method().equals("get"))
                .findFirst()
                .orElseThrow();
        Api.Answer foreign = Api.get("/api/v1/nothing", TestIdentity.auditor());
        assertThat(spec.violations(read, foreign)).isNotEmpty();
        assertThat(spec.errorViolations(foreign)).isNotEmpty();
    }
}
