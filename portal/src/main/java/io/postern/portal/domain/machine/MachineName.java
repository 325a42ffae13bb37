package io.postern.portal.domain.machine;

import io.postern.contracts.id.VmId;
import java.util.List;

/** A VM of which nothing is known but its id. */
public record MachineName(String id, String name, String resourceGroup) {
    /** The VMs that these ids name, each once; what is no id is left out. */
    public static List<MachineName> of(List<String> ids) {
        return ids.stream()
                .flatMap(id -> MachineId.read(id).stream())
                .distinct()
                .map(MachineName::of)
                .toList();
    }

    private static MachineName of(VmId vm) {
        return new MachineName(vm.value(), vm.name(), vm.resourceGroup());
    }
}
