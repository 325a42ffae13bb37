package io.postern.request.domain;

import static io.postern.request.domain.Policies.covering;
import static io.postern.request.domain.Policies.policy;
import static io.postern.request.domain.Policies.port;
import static io.postern.request.domain.Policies.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyDeleted;
import io.postern.contracts.id.PersonId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyChangeTest {
    private static final PolicyId DEFAULT = policy("default");
    private static final PersonId ADMIN = new PersonId("tenant", "admin");
    private static final VmPolicy WEB = covering("web-1", port(22));
    private static final VmPolicy JUMP = covering("jump-1", port(22));

    @Test
    void aNewVmIsToldOf() {
        PolicyChange change = PolicyChange.to(DEFAULT, List.of(WEB), List.of(), ADMIN);
        assertThat(change.written()).containsExactly(WEB);
        assertThat(change.facts())
                .containsExactly(new PolicyChanged(DEFAULT.value(), WEB.vm(), WEB.ports(), null, ADMIN));
    }

    @Test
    void aVmThatIsNotNamedLeaves() {
        PolicyChange change = PolicyChange.to(DEFAULT, List.of(JUMP), List.of(WEB, JUMP), ADMIN);
        assertThat(change.written()).isEmpty();
        assertThat(change.left()).containsExactly(vm("web-1"));
        assertThat(change.facts()).containsExactly(new PolicyDeleted(DEFAULT.value(), vm("web-1"), ADMIN));
    }

    @Test
    void nothingIsToldOfAVmThatStaysAsItIs() {
        assertThat(PolicyChange.to(DEFAULT, List.of(JUMP, WEB), List.of(WEB, JUMP), ADMIN)
                        .isEmpty())
                .isTrue();
        PolicyChange change =
                PolicyChange.to(DEFAULT, List.of(covering("web-1", port(3389)), JUMP), List.of(WEB, JUMP), ADMIN);
        assertThat(change.written()).singleElement().extracting(VmPolicy::vm).isEqualTo(vm("web-1"));
        assertThat(change.facts()).hasSize(1);
    }

    @Test
    void conditionsAreToldWhereTheyAreNotTheUsualOnes() {
        AccessConditions strict = new AccessConditions(false, false, 32, 128, true, null);
        VmPolicy wanted = new VmPolicy(WEB.vm(), WEB.ports(), strict, null);
        assertThat(PolicyChange.to(DEFAULT, List.of(wanted), List.of(WEB), ADMIN)
                        .facts())
                .containsExactly(new PolicyChanged(DEFAULT.value(), WEB.vm(), WEB.ports(), strict, ADMIN));
        assertThat(PolicyChange.to(DEFAULT, List.of(WEB), List.of(wanted), ADMIN)
                        .facts())
                .containsExactly(new PolicyChanged(DEFAULT.value(), WEB.vm(), WEB.ports(), null, ADMIN));
    }

    @Test
    void theAddressOfAFirewallIsKeptButNoFact() {
        VmPolicy wanted = new VmPolicy(WEB.vm(), WEB.ports(), WEB.conditions(), "203.0.113.7");
        PolicyChange change = PolicyChange.to(DEFAULT, List.of(wanted), List.of(WEB), ADMIN);
        assertThat(change.written()).containsExactly(wanted);
        assertThat(change.facts()).isEmpty();
    }
}
