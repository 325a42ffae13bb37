package io.postern.simulation.record;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.app.Policies;
import io.postern.enforcer.domain.approval.Limits;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which ports of which VMs are kept shut. */
public record PolicyTable(Database database) implements Policies {
    @Override
    public List<PortAccess> of(VmId vm) {
        return database.policies.find(vm.key()).map(PolicyRow::ports).orElse(List.of());
    }

    @Override
    public Map<VmId, List<PortAccess>> of(Collection<VmId> vms) {
        Map<VmId, List<PortAccess>> some = byVm();
        some.keySet().retainAll(vms);
        return some;
    }

    @Override
    public Map<VmId, List<PortAccess>> byVm() {
        Map<VmId, List<PortAccess>> all = new LinkedHashMap<>();
        database.policies.all().forEach(row -> all.put(row.vm(), row.ports()));
        return all;
    }

    @Override
    public Limits limits(VmId vm) {
        return Limits.of(
                database.policies.find(vm.key()).map(PolicyRow::demands).orElse(AccessConditions.DEFAULT));
    }

    @Override
    public void protect(VmId vm, String policyId, List<PortAccess> ports, AccessConditions demands, Instant now) {
        database.policies.put(vm.key(), new PolicyRow(vm, ports, demands));
    }

    @Override
    public void change(VmId vm, List<PortAccess> ports, AccessConditions demands, Instant now) {
        protect(vm, "", ports, demands, now);
    }

    @Override
    public void unprotect(VmId vm, Instant now) {
        database.policies.remove(vm.key());
        database.letGo.put(vm.key(), now);
    }

    @Override
    public Optional<Instant> unprotectedSince(VmId vm) {
        return holds(vm) ? Optional.empty() : database.letGo.find(vm.key());
    }

    @Override
    public boolean holds(VmId vm) {
        return database.policies.has(vm.key());
    }
}
