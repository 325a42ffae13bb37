package io.postern.request.domain;

import static io.postern.request.domain.PolicyReason.VM_ELSEWHERE;
import static io.postern.request.domain.PolicyReason.VM_IN_ANOTHER_POLICY;
import static io.postern.request.domain.PolicyReason.VM_UNKNOWN;
import static io.postern.request.domain.PolicyReason.VM_UNSUPPORTED;

import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.id.VmId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a wanted JIT policy has to fit: the inventory, and which policy each VM is in. */
public record PolicyWorld(Map<VmId, KnownVm> inventory, Map<VmId, PolicyId> homes) {
    public PolicyWorld {
        inventory = Map.copyOf(inventory);
        homes = Map.copyOf(homes);
    }

    /** Everything about the VMs that stands against this policy. A VM that it covers already stays, come what may. */
    public List<PolicyRefusal> conflicts(PolicyId id, List<VmPolicy> vms) {
        return vms.stream().flatMap(vm -> conflict(id, vm.vm()).stream()).toList();
    }

    /** The same VMs in the inventory's spelling. */
    public List<VmPolicy> spelt(List<VmPolicy> vms) {
        return vms.stream()
                .map(vm -> vm.spelt(Optional.ofNullable(inventory.get(vm.vm()))
                        .map(KnownVm::vm)
                        .orElse(vm.vm())))
                .toList();
    }

    private Optional<PolicyRefusal> conflict(PolicyId id, VmId vm) {
        PolicyId home = homes.get(vm);
        if (home != null) {
            return home.equals(id)
                    ? Optional.empty()
                    : no(
                            VM_IN_ANOTHER_POLICY,
                            "VM " + vm.name() + " is in policy " + home + "; take it out of that one first.");
        }
        KnownVm known = inventory.get(vm);
        if (known == null) {
            return Optional.of(unknown(vm));
        }
        if (!PolicyId.region(known.location()).equals(id.location())) {
            return no(
                    VM_ELSEWHERE,
                    "VM " + vm.name() + " is in region " + known.location() + ", and not in that of the policy.");
        }
        if (known.status() == JitStatus.UNSUPPORTED) {
            String why = Objects.requireNonNullElse(known.statusReason(), "its network is not supported");
            return no(VM_UNSUPPORTED, "VM " + vm.name() + " cannot be protected: " + why + ".");
        }
        return Optional.empty();
    }

    /** The refusal of a VM that nobody has seen. */
    public static PolicyRefusal unknown(VmId vm) {
        return new PolicyRefusal(VM_UNKNOWN, "No VM " + vm + " is known here; new VMs are seen within a minute.");
    }

    private static Optional<PolicyRefusal> no(PolicyReason reason, String sentence) {
        return Optional.of(new PolicyRefusal(reason, sentence));
    }
}
