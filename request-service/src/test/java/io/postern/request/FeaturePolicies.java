package io.postern.request;

import static io.postern.request.Arm.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** JIT policies as Azure has them: F01 to F05. That lists have pages is for {@link ArmPolicyTest} to show. */
final class FeaturePolicies {
    private static final String ADMIN = TestIdentity.admin();
    private static final String RULE = "{\"number\":%s,\"protocol\":\"%s\",%s,\"maxRequestAccessDuration\":\"%s\"}";
    private static final String ANY = "\"allowedSourceAddressPrefix\":\"*\"";

    private FeaturePolicies() {}

    static void lifeOfAPolicy(Neighbours service) {
        Plot plot = new Plot(service, "F01");
        error(Arm.get(plot.policy(), ADMIN), 404, "PolicyNotFound");
        Arm.delete(plot.policy(), ADMIN).is(204);
        plot.seen("a", "b").offers22("a");
        String other = plot.policyId("other");
        Arm.put(other + Arm.VERSION, ADMIN, Arm.policyBody(Arm.vmBody(plot.vm("b"), Arm.port(22, ""))))
                .is(200);
        String policies = "/jitNetworkAccessPolicies";
        String region = "/locations/westeurope";
        for (String scope : List.of(Plot.SUBSCRIPTION, plot.groupId())) {
            for (String place : List.of("", region)) {
                assertThat(listed(scope + "/providers/Microsoft.Security" + place + policies))
                        .as(scope + place)
                        .contains(plot.policyId("default"), other);
            }
        }
        assertThat(listed(plot.groupId() + "/providers/Microsoft.Security/locations/northeurope" + policies))
                .isEmpty();
        String shouted = (other + Arm.VERSION).toUpperCase(Locale.ROOT);
        assertThat(Arm.get(shouted, ADMIN).is(200).text("id")).isEqualTo(other);
        Arm.delete(shouted, ADMIN).is(200);
        Arm.delete(shouted, ADMIN).is(204);
        error(Arm.get(shouted, ADMIN), 404, "PolicyNotFound");
    }

    private static List<String> listed(String path) {
        return Arm.get(path + Arm.VERSION, TestIdentity.auditor())
                .is(200)
                .json()
                .path("value")
                .findValuesAsText("id");
    }

    static void putReplacesAll(Neighbours service) {
        Plot plot = new Plot(service, "F02").seen("a", "b").offers22("a", "b");
        String stale = Arm.get(plot.policy(), ADMIN).header("ETag");
        plot.offers22("b");
        assertThat(plot.shown().at("/properties/virtualMachines").findValuesAsText("id"))
                .containsExactly(plot.vm("b"));
        assertThat(plot.told(plot.vm("a").toLowerCase(Locale.ROOT)))
                .last()
                .asString()
                .contains("io.postern.policy.deleted.v1");
        String both =
                Arm.policyBody(Arm.vmBody(plot.vm("a"), Arm.port(22, "")), Arm.vmBody(plot.vm("b"), Arm.port(22, "")));
        error(Arm.put(plot.policy(), ADMIN, both, "If-Match", stale), 412, "PreconditionFailed");
        assertThat(plot.shown().at("/properties/virtualMachines")).hasSize(1);
        // Ours beside it: one VM comes or goes and takes no other with it.
        Arm.put(plot.nativePolicy("a"), ADMIN, "{}").is(200);
        assertThat(plot.shown().at("/properties/virtualMachines")).hasSize(2);
        Arm.delete(plot.nativePolicy("a"), ADMIN).is(204);
        assertThat(plot.shown().at("/properties/virtualMachines").findValuesAsText("id"))
                .containsExactly(plot.vm("b"));
    }

    static void portRules(Neighbours service) {
        Plot plot = new Plot(service, "F03").seen("vm");
        String both = ANY + ",\"allowedSourceAddressPrefixes\":[\"203.0.113.0/24\"]";
        String several = "\"allowedSourceAddressPrefixes\":[\"203.0.113.7\",\"2001:db8::/32\"]";
        Stream.of(
                        RULE.formatted(1, "TCP", ANY, "PT5M"),
                        RULE.formatted(65_535, "UDP", several, "PT24H"),
                        RULE.formatted(22, "*", ANY + ",\"allowedSourceAddressPrefixes\":null", "P1D"))
                .forEach(good -> plot.put(Arm.vmBody(plot.vm("vm"), good)).is(200));
        JsonNode before = plot.shown();
        Stream.of(
                        RULE.formatted(0, "TCP", ANY, "PT3H"),
                        RULE.formatted(65_536, "TCP", ANY, "PT3H"),
                        RULE.formatted(-1, "TCP", ANY, "PT3H"),
                        RULE.formatted(22.5, "TCP", ANY, "PT3H"),
                        RULE.formatted(22, "", ANY, "PT3H"),
                        RULE.formatted(22, "ICMP", ANY, "PT3H"),
                        RULE.formatted(22, "TCP", both, "PT3H"),
                        RULE.formatted(22, "TCP", "\"allowedSourceAddressPrefixes\":[]", "PT3H"),
                        RULE.formatted(22, "TCP", "\"allowedSourceAddressPrefix\":null", "PT3H"),
                        RULE.formatted(22, "TCP", "\"allowedSourceAddressPrefix\":\"Internet\"", "PT3H"),
                        RULE.formatted(22, "TCP", ANY, "PT4M59S"),
                        RULE.formatted(22, "TCP", ANY, "PT24H1S"),
                        RULE.formatted(22, "TCP", ANY, "3 hours"),
                        RULE.formatted(22, "TCP", ANY, "PT3H") + "," + RULE.formatted(22, "tcp", ANY, "PT3H"))
                .forEach(bad -> {
                    Api.Answer answer = plot.put(Arm.vmBody(plot.vm("vm"), bad));
                    assertThat(answer.status()).as(bad + answer).isEqualTo(400);
                    error(answer, 400, answer.json().at("/error/code").asText());
                });
        assertThat(plot.shown()).isEqualTo(before);
    }

    static void defaults(Neighbours service) {
        Plot plot = new Plot(service, "F04").seen("vm");
        Arm.put(plot.nativePolicy("vm"), ADMIN, "{}").is(200);
        String rule = RULE.formatted("%d", "*", ANY, "PT8H");
        String golden = Stream.of(22, 3389, 5985, 5986)
                .map(rule::formatted)
                .toList()
                .toString()
                .replace(" ", "");
        assertThat(plot.shown().at("/properties/virtualMachines/0/ports").toString())
                .as("with the longest duration of the test's settings, which is PT3H if nobody sets it")
                .isEqualTo(golden);
        error(Arm.put(plot.policy(), ADMIN, "{}"), 400, "InvalidRequestContent");
    }

    static void lengthOfNames(Neighbours service) {
        Plot plot = new Plot(service, "F05").seen("twenty-characters-vm");
        String body = Arm.policyBody(Arm.vmBody(plot.vm("twenty-characters-vm"), Arm.port(22, "")));
        String longest = "p".repeat(36);
        Api.Answer refused = Arm.put(plot.policyId(longest + "p") + Arm.VERSION, ADMIN, body);
        assertThat(error(refused, 400, "NamesTooLong")
                        .json()
                        .at("/error/message")
                        .asText())
                .contains("56");
        error(Arm.get(plot.policyId(longest + "p") + Arm.VERSION, ADMIN), 404, "PolicyNotFound");
        Arm.put(plot.policyId(longest) + Arm.VERSION, ADMIN, body).is(200);
    }
}
