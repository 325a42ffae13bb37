package io.postern.request.domain;

import static io.postern.request.domain.Policies.covering;
import static io.postern.request.domain.Policies.policy;
import static io.postern.request.domain.Policies.port;
import static io.postern.request.domain.Policies.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyRulesTest {
    private static final PolicyId DEFAULT = policy("default");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void anOrdinaryPolicyHasNoFlaw() {
        assertThat(flaws(covering("web-1", port(22), port(3389)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT4M59S,  DURATION_OUT_OF_BOUNDS",
        "PT5M,     ",
        "PT5M1S,   ",
        "PT24H,    ",
        "P1D,      ",
        "PT24H1S,  DURATION_OUT_OF_BOUNDS",
        "PT2562047788015215H, DURATION_OUT_OF_BOUNDS",
        "PT5M0.5S, DURATION_NOT_WHOLE_SECONDS"
    })
    void theLongestDurationIsFromFiveMinutesToADay(Duration longest, PolicyReason flaw) {
        assertThat(flaws(covering("web-1", port(22, longest, "*"))))
                .isEqualTo(flaw == null ? List.of() : List.of(flaw));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 22, 65_535})
    void aPortIsFromOneUpwards(int number) {
        assertThat(flaws(covering("web-1", port(number)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void anyOtherNumberIsNoPort(int number) {
        assertThatIllegalArgumentException().isThrownBy(() -> port(number)).withMessageContaining("1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "203.0.113.7",
                "203.0.113.0/24",
                "0.0.0.0/0",
                "2001:db8::1",
                "2001:db8::/32",
                "::/0",
                "10.0.0.0/8"
            })
    void anAllowedSourceIsAnyAddressOrBlock(String source) {
        assertThat(flaws(covering("web-1", port(22, HOUR, source)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "any",
                "Internet",
                "AzureCloud",
                "203.0.113.7/24",
                "203.0.113",
                "010.0.0.1",
                "203.0.113.7-203.0.113.9",
                "::ffff:203.0.113.7",
                "203.0.113.7/33",
                "203.0.113.7, 203.0.113.8"
            })
    void anythingElseIsNoSource(String source) {
        assertThat(flaws(covering("web-1", port(22, HOUR, source)))).containsExactly(PolicyReason.SOURCE_UNREADABLE);
        assertThat(flaws(covering("web-1", port(22, HOUR, "*", source))))
                .containsExactly(PolicyReason.SOURCE_UNREADABLE);
    }

    @Test
    void aPortHasOneToTwentySources() {
        assertThat(flaws(covering("web-1", port(22, HOUR)))).containsExactly(PolicyReason.NO_SOURCES);
        assertThat(flaws(covering("web-1", port(22, HOUR, sources(20))))).isEmpty();
        assertThat(flaws(covering("web-1", port(22, HOUR, sources(21)))))
                .containsExactly(PolicyReason.TOO_MANY_SOURCES);
    }

    @Test
    void aVmHasOneToTwentyPorts() {
        assertThat(flaws(covering("web-1"))).containsExactly(PolicyReason.NO_PORTS);
        assertThat(flaws(covering("web-1", ports(20)))).isEmpty();
        assertThat(flaws(covering("web-1", ports(21)))).containsExactly(PolicyReason.TOO_MANY_PORTS);
    }

    @Test
    void aPortIsNamedOnceForEachProtocol() {
        PortLimit udp = new PortLimit(new PortAccess(new Port(22), Protocol.UDP), List.of("*"), HOUR);
        assertThat(flaws(covering("web-1", port(22), udp))).isEmpty();
        assertThat(flaws(covering("web-1", port(22), port(22, HOUR, "203.0.113.7"))))
                .containsExactly(PolicyReason.PORT_NAMED_TWICE);
    }

    @Test
    void theNamesOfPolicyAndVmAreTogetherAtMostFiftySixCharacters() {
        PolicyId id = policy("p".repeat(26));
        assertThat(PolicyRules.flaws(id, covering("v".repeat(30), port(22)))).isEmpty();
        assertThat(PolicyRules.flaws(id, covering("v".repeat(31), port(22))))
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.reason()).isEqualTo(PolicyReason.NAMES_TOO_LONG));
    }

    @Test
    void aPolicyNamesOneToTwoHundredVmsEachOnce() {
        assertThat(reasons("Basic", List.of())).containsExactly(PolicyReason.NO_VMS);
        assertThat(reasons("Basic", vms(1_000))).isEmpty();
        assertThat(reasons("Basic", vms(1_001))).containsExactly(PolicyReason.TOO_MANY_VMS);
        assertThat(reasons("Basic", List.of(covering("web-1", port(22)), covering("WEB-1", port(22)))))
                .containsExactly(PolicyReason.VM_NAMED_TWICE);
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7, true", "2001:db8::1, true", "203.0.113.0/24, false", "*, false", "firewall, false"})
    void aFirewallHasOneAddress(String address, boolean good) {
        VmPolicy vm = new VmPolicy(vm("web-1"), List.of(port(22)), AccessConditions.DEFAULT, address);
        assertThat(flaws(vm)).isEqualTo(good ? List.of() : List.of(PolicyReason.PUBLIC_ADDRESS_UNREADABLE));
    }

    @Test
    void aKindIsAShortWord() {
        assertThat(reasons("", vms(1))).containsExactly(PolicyReason.KIND_UNUSABLE);
        assertThat(reasons("k".repeat(64), vms(1))).isEmpty();
        assertThat(reasons("k".repeat(65), vms(1))).containsExactly(PolicyReason.KIND_UNUSABLE);
        assertThat(reasons("a\u0000b", vms(1))).containsExactly(PolicyReason.KIND_UNUSABLE);
    }

    @Test
    void aVmOfAnotherSubscriptionIsElsewhere() {
        PolicyId other = new PolicyId("00000000-0000-0000-0000-000000000002", "contoso", "westeurope", "default");
        assertThat(PolicyRules.flaws(other, covering("web-1", port(22))))
                .extracting(PolicyRefusal::reason)
                .containsExactly(PolicyReason.VM_ELSEWHERE);
    }

    @Test
    void everythingThatIsWrongIsSaidInSentencesTheFirstFirst() {
        List<PolicyRefusal> flaws = PolicyRules.flaws(
                DEFAULT,
                "",
                List.of(
                        covering("web-1", port(22, Duration.ofSeconds(1)), port(22, HOUR, "x")),
                        covering("web-1", port(22))));
        assertThat(flaws)
                .extracting(PolicyRefusal::reason)
                .containsExactly(
                        PolicyReason.KIND_UNUSABLE,
                        PolicyReason.NO_SOURCES,
                        PolicyReason.DURATION_OUT_OF_BOUNDS,
                        PolicyReason.PORT_NAMED_TWICE,
                        PolicyReason.SOURCE_UNREADABLE,
                        PolicyReason.VM_NAMED_TWICE);
        assertThat(flaws).allSatisfy(flaw -> assertThat(flaw.sentence()).endsWith("."));
    }

    private static List<PolicyReason> flaws(VmPolicy vm) {
        return reasons("Basic", List.of(vm));
    }

    private static List<PolicyReason> reasons(String kind, List<VmPolicy> vms) {
        return PolicyRules.flaws(DEFAULT, kind, vms).stream()
                .map(PolicyRefusal::reason)
                .toList();
    }

    private static List<VmPolicy> vms(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> covering("vm-" + i, port(22)))
                .toList();
    }

    private static String[] sources(int count) {
        return Collections.nCopies(count, "203.0.113.7").toArray(String[]::new);
    }

    private static PortLimit[] ports(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Policies::port).toArray(PortLimit[]::new);
    }
}
