package io.postern.enforcer.adapter.rest;

import io.postern.enforcer.app.ListState;
import java.util.List;

/** A boundary as the API shows it: the VMs behind it and our rules in it. */
public record BoundaryView(String id, List<Vm> virtualMachines, List<Rule> rules) {
    /** A VM behind the boundary and whether just-in-time access holds there. */
    public record Vm(String id, String status) {}

    /** A rule of ours. {@code seen}: it was read back as it should be. */
    public record Rule(String name, int priority, boolean seen) {}

    static BoundaryView of(ListState.Boundary boundary) {
        return new BoundaryView(
                boundary.id().value(),
                boundary.machines().stream()
                        .map(vm -> new Vm(vm.vm().value(), vm.status().name()))
                        .toList(),
                boundary.rules().stream()
                        .map(rule -> new Rule(rule.name().text(), rule.priority(), rule.seen()))
                        .toList());
    }
}
