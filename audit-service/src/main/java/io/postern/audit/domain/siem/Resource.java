package io.postern.audit.domain.siem;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.VmId;
import java.util.Map;

/** A resource in Azure that an event is about. */
record Resource(String id, String name, String type) {
    static Resource of(VmId vm) {
        return new Resource(vm.value(), vm.name(), "Microsoft.Compute/virtualMachines");
    }

    static Resource of(BoundaryId boundary) {
        String type = boundary.isFirewall() ? "azureFirewalls" : "networkSecurityGroups";
        return new Resource(boundary.value(), boundary.name(), "Microsoft.Network/" + type);
    }

    Map<String, Object> ocsf() {
        return Fields.of("uid", id).with("name", name).with("type", type).map();
    }
}
