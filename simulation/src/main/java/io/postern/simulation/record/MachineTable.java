package io.postern.simulation.record;

import io.postern.contracts.event.ScaleSetAssessed;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.app.Inventory;
import io.postern.enforcer.app.ScaleSets;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The VMs as they were last seen; there are no scale sets. */
public record MachineTable(Database database) implements Inventory {
    @Override
    public Optional<Snapshot> find(VmId vm) {
        return database.machines.find(vm.key()).map(Snapshot::of);
    }

    @Override
    public Map<VmId, Snapshot> find(Collection<VmId> vms) {
        Map<VmId, Snapshot> known = new LinkedHashMap<>();
        vms.forEach(vm -> find(vm).ifPresent(seen -> known.put(vm, seen)));
        return known;
    }

    @Override
    public List<Snapshot> behind(BoundaryId boundary) {
        return database.machinesByBoundary.all(boundary.key()).stream()
                .map(Snapshot::of)
                .toList();
    }

    @Override
    public List<VmAssessed> all() {
        return List.copyOf(database.machines.all());
    }

    @Override
    public void save(Collection<VmAssessed> assessed) {
        assessed.forEach(vm -> database.machines.put(vm.vm().key(), vm));
    }

    @Override
    public void remove(VmId vm) {
        database.machines.remove(vm.key());
    }

    /** No scale sets. */
    public ScaleSets scaleSets() {
        return new ScaleSets() {
            @Override
            public List<ScaleSetAssessed> all() {
                return List.of();
            }

            @Override
            public void save(ScaleSetAssessed assessed) {
                throw new IllegalStateException("there are no scale sets here");
            }

            @Override
            public void remove(ScaleSetAssessed gone) {
                throw new IllegalStateException("there are no scale sets here");
            }
        };
    }
}
