package io.postern.request.domain;

import static io.postern.request.domain.PolicyReason.KIND_UNUSABLE;
import static io.postern.request.domain.PolicyReason.NAMES_TOO_LONG;
import static io.postern.request.domain.PolicyReason.NO_VMS;
import static io.postern.request.domain.PolicyReason.TOO_MANY_VMS;
import static io.postern.request.domain.PolicyReason.VM_ELSEWHERE;
import static io.postern.request.domain.PolicyReason.VM_NAMED_TWICE;

import io.postern.contracts.id.VmId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges a wanted JIT policy by itself, whatever else there is. Everything wrong is said; the first of it decides. */
public final class PolicyRules {
    /** How many VMs one order may name. */
    public static final int MOST_VMS = 1_000;

    private static final int LONGEST_KIND = 64;
    private static final int LONGEST_NAMES = 56;

    private PolicyRules() {}

    /** Everything wrong with a whole policy. */
    public static List<PolicyRefusal> flaws(PolicyId id, String kind, List<VmPolicy> vms) {
        List<PolicyRefusal> flaws = new ArrayList<>();
        PlainText.flaw("The kind of a policy", kind, LONGEST_KIND)
                .ifPresent(flaw -> flaws.add(new PolicyRefusal(KIND_UNUSABLE, flaw)));
        if (vms.isEmpty()) {
            flaws.add(new PolicyRefusal(NO_VMS, "A policy covers at least one VM; delete it to cover none."));
        }
        if (vms.size() > MOST_VMS) {
            flaws.add(new PolicyRefusal(TOO_MANY_VMS, "No more than " + MOST_VMS + " VMs may be named at once."));
            return flaws;
        }
        Set<VmId> seen = new HashSet<>();
        for (VmPolicy vm : vms) {
            if (!seen.add(vm.vm())) {
                flaws.add(new PolicyRefusal(VM_NAMED_TWICE, "VM " + vm.vm().name() + " is named twice."));
            }
            flaws.addAll(flaws(id, vm));
        }
        return flaws;
    }

    /** Everything wrong with what a policy is to say of one VM. */
    public static List<PolicyRefusal> flaws(PolicyId id, VmPolicy vm) {
        List<PolicyRefusal> flaws = new ArrayList<>();
        if (!vm.vm().subscription().equals(id.subscription())) {
            flaws.add(new PolicyRefusal(
                    VM_ELSEWHERE, "VM " + vm.vm().name() + " is not in the subscription of the policy."));
        }
        if (id.name().length() + vm.vm().name().length() > LONGEST_NAMES) {
            flaws.add(new PolicyRefusal(
                    NAMES_TOO_LONG,
                    "The names of the policy and of VM " + vm.vm().name() + " are together longer than " + LONGEST_NAMES
                            + " characters."));
        }
        flaws.addAll(PortRules.flaws(vm));
        return flaws;
    }
}
