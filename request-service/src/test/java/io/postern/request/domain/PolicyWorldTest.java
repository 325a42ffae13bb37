package io.postern.request.domain;

import static io.postern.request.domain.Policies.covering;
import static io.postern.request.domain.Policies.policy;
import static io.postern.request.domain.Policies.port;
import static io.postern.request.domain.Policies.seen;
import static io.postern.request.domain.Policies.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.id.VmId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyWorldTest {
    private static final PolicyId DEFAULT = policy("default");
    private static final VmPolicy WEB = covering("web-1", port(22));

    @Test
    void aVmThatHasBeenSeenInTheRegionFits() {
        assertThat(conflicts(DEFAULT, seen("web-1"), Map.of())).isEmpty();
        assertThat(conflicts(DEFAULT, seen("web-1", JitStatus.BYPASSED), Map.of()))
                .isEmpty();
    }

    @Test
    void aVmThatNobodyHasSeenDoesNot() {
        assertThat(conflicts(DEFAULT, seen("web-2"), Map.of())).singleElement().satisfies(no -> {
            assertThat(no.reason()).isEqualTo(PolicyReason.VM_UNKNOWN);
            assertThat(no.sentence()).contains("/web-1", "within a minute");
        });
    }

    @Test
    void aVmOfAnotherRegionDoesNot() {
        PolicyId north = new PolicyId(Policies.SUBSCRIPTION, "contoso", "North Europe", "default");
        assertThat(conflicts(north, seen("web-1"), Map.of()))
                .extracting(PolicyRefusal::reason)
                .containsExactly(PolicyReason.VM_ELSEWHERE);
    }

    @Test
    void aVmThatCannotBeProtectedDoesNotAndTheReasonIsSaid() {
        KnownVm bare = new KnownVm(
                vm("web-1"), "westeurope", "Linux", JitStatus.UNSUPPORTED, "NoNsgOrFirewall", null, List.of());
        assertThat(conflicts(DEFAULT, bare, Map.of())).singleElement().satisfies(no -> {
            assertThat(no.reason()).isEqualTo(PolicyReason.VM_UNSUPPORTED);
            assertThat(no.sentence()).contains("NoNsgOrFirewall");
        });
    }

    @Test
    void aVmOfAnotherPolicyDoesNotAndThatPolicyIsNamed() {
        assertThat(conflicts(DEFAULT, seen("web-1"), Map.of(vm("WEB-1"), policy("other"))))
                .singleElement()
                .satisfies(no -> {
                    assertThat(no.reason()).isEqualTo(PolicyReason.VM_IN_ANOTHER_POLICY);
                    assertThat(no.sentence()).contains("/other");
                });
    }

    @Test
    void aVmOfThePolicyStaysWhateverHasBecomeOfIt() {
        assertThat(conflicts(DEFAULT, seen("web-1", JitStatus.UNSUPPORTED), Map.of(vm("web-1"), policy("DEFAULT"))))
                .isEmpty();
        assertThat(conflicts(DEFAULT, seen("web-2"), Map.of(vm("web-1"), DEFAULT)))
                .isEmpty();
    }

    @Test
    void everyVmThatDoesNotFitIsNamed() {
        PolicyWorld nothing = new PolicyWorld(Map.of(), Map.of());
        assertThat(nothing.conflicts(DEFAULT, List.of(WEB, covering("web-2", port(22)))))
                .hasSize(2);
    }

    @Test
    void vmsAreSpeltAsTheInventorySpellsThem() {
        PolicyWorld world = new PolicyWorld(Map.of(vm("web-1"), seen("web-1")), Map.of());
        assertThat(world.spelt(List.of(covering("WEB-1", port(22)), covering("Unseen", port(22)))))
                .extracting(vm -> vm.vm().name())
                .containsExactly("web-1", "Unseen");
    }

    private static List<PolicyRefusal> conflicts(PolicyId id, KnownVm known, Map<VmId, PolicyId> homes) {
        return new PolicyWorld(Map.of(known.vm(), known), homes).conflicts(id, List.of(WEB));
    }
}
