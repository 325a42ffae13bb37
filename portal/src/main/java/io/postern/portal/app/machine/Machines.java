package io.postern.portal.app.machine;

import io.postern.contracts.id.VmId;
import io.postern.portal.app.Answer;
import io.postern.portal.domain.machine.Machine;
import io.postern.portal.domain.machine.MachineFilter;
import io.postern.portal.domain.machine.MachinePolicy;
import io.postern.portal.domain.machine.MachineSlice;
import io.postern.portal.domain.machine.OfferedPort;
import io.postern.portal.domain.machine.Protected;
import io.postern.portal.domain.machine.ResourceGroup;
import java.util.List;

/** The VMs and their policies, as request-service has them. */
public interface Machines {
    Answer<MachineSlice> slice(MachineFilter filter, int most);

    /** Where VMs are. */
    Answer<List<ResourceGroup>> groups();

    Answer<Machine> one(VmId vm);

    Answer<MachinePolicy> policy(VmId vm);

    /** Writes it if the policy is still in the state of {@code etag}; an empty one means that there is none yet. */
    Answer<MachinePolicy> put(VmId vm, List<OfferedPort> ports, MachinePolicy.Conditions demands, String etag);

    /** Takes the VM out of its policy if that is still in the state of {@code etag}. */
    Answer<Gone> remove(VmId vm, String etag);

    /** Puts VMs under protection: the ports of their system, or all management ports. */
    Answer<Protected> protect(List<String> vms, boolean all);

    /** It is not there any more. */
    record Gone() {}
}
