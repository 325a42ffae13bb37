package io.postern.request.app;

import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.request.domain.Health;
import io.postern.request.domain.ListedVm;
import io.postern.request.domain.VmList;
import io.postern.request.domain.VmOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The VMs as lists show them. */
public interface Inventory {
    /** In the order that is asked for, else that of their keys. */
    Page page(Query query, Instant now);

    Optional<ListedVm> one(VmId vm, Instant now);

    Counts counts();

    /** Where VMs are, in the order of subscriptions and names; the first so many. */
    List<Group> groups(int limit);

    /** Somebody had access to a VM at an instant; the latest is kept. */
    void used(VmId vm, RequestId by, Instant at);

    /** Some VMs, and the last of them if others follow. */
    record Page(List<ListedVm> vms, Optional<VmId> next) {
        public Page {
            vms = List.copyOf(vms);
        }
    }

    /** A resource group with VMs, and how many. */
    record Group(String subscription, String resourceGroup, long virtualMachines) {}

    /** How many VMs each list has. */
    record Counts(long configured, long notConfigured, long unsupported) {}

    /** Which VMs are asked for: {@code name} is a part of the name; {@code after} is the last VM of the page before. */
    record Query(
            Optional<VmList> list,
            Optional<Health.Level> health,
            Optional<String> name,
            Optional<String> subscription,
            Optional<String> resourceGroup,
            Optional<VmOrder> order,
            Optional<VmId> after,
            int limit) {}
}
