package io.postern.request.domain;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyDeleted;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The difference between a JIT policy and what it is to be.
 *
 * @param written the VMs that are new in it, or of which it says something else now
 * @param left the VMs that it covers no more
 * @param facts what is to be told: nothing of a VM of which nothing changed
 */
public record PolicyChange(List<VmPolicy> written, List<VmId> left, List<PosternEvent> facts) {
    public PolicyChange {
        written = List.copyOf(written);
        left = List.copyOf(left);
        facts = List.copyOf(facts);
    }

    /** The change that makes a policy cover these VMs and no others. */
    public static PolicyChange to(PolicyId id, List<VmPolicy> wanted, List<VmPolicy> present, PersonId by) {
        Map<VmId, VmPolicy> before = new LinkedHashMap<>();
        present.forEach(vm -> before.put(vm.vm(), vm));
        List<VmPolicy> written = new ArrayList<>();
        List<PosternEvent> facts = new ArrayList<>();
        for (VmPolicy vm : wanted) {
            VmPolicy was = before.remove(vm.vm());
            if (was == null || !was.equals(vm)) {
                written.add(vm);
            }
            if (was == null || !told(was, vm)) {
                facts.add(changed(id, vm, by));
            }
        }
        before.keySet().forEach(vm -> facts.add(new PolicyDeleted(id.value(), vm, by)));
        return new PolicyChange(written, List.copyOf(before.keySet()), facts);
    }

    public boolean isEmpty() {
        return written.isEmpty() && left.isEmpty();
    }

    /** Whether a fact about the one would say the same as about the other: a firewall's address is in none. */
    private static boolean told(VmPolicy one, VmPolicy other) {
        return one.ports().equals(other.ports()) && one.conditions().equals(other.conditions());
    }

    private static PolicyChanged changed(PolicyId id, VmPolicy vm, PersonId by) {
        AccessConditions conditions = vm.conditions().equals(AccessConditions.DEFAULT) ? null : vm.conditions();
        return new PolicyChanged(id.value(), vm.vm(), vm.ports(), conditions, by);
    }
}
