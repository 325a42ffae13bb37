package io.postern.enforcer.domain.plan;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.domain.boundary.BoundaryRecord;
import io.postern.enforcer.domain.boundary.Deny;
import io.postern.enforcer.domain.boundary.Finding;
import io.postern.enforcer.domain.boundary.Installation;
import io.postern.enforcer.domain.boundary.Machine;
import io.postern.enforcer.domain.boundary.RulePlan;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ports of a VM that no policy names yet, kept shut at one boundary after the other exactly as a policy's would be. */
public record HypotheticalBaseline(Installation ours, VmId vm, List<PortAccess> ports) {
    public HypotheticalBaseline {
        ports = List.copyOf(ports);
    }

    /** Plans them along with everything that is on record there. */
    public BaselinePlan.AtBoundary at(BoundaryRecord record, ObservedNsg seen, Instant now) {
        List<Machine> machines = record.machines().stream()
                .map(machine -> machine.vm().equals(vm) ? machine.protecting(ports) : machine)
                .toList();
        Map<String, Deny> own = machines.stream()
                .filter(machine -> machine.vm().equals(vm))
                .flatMap(machine -> machine.denies(ours.name()).stream())
                .collect(Collectors.toMap(deny -> deny.name().text(), Function.identity(), (one, _) -> one));
        RulePlan plan = RulePlan.between(
                new BoundaryRecord(record.nsg(), machines, record.grants(), record.rules()), seen, ours, now);
        Stream<BaselinePlan.Deny> written = plan.writes().stream()
                .filter(write -> write.kind() == RuleWrite.Kind.BASELINE
                        && own.containsKey(write.name().text()))
                .map(write -> new BaselinePlan.Deny(write.name().text(), write.priority(), write.shape(), false));
        Stream<BaselinePlan.Deny> standing = own.values().stream()
                .filter(deny -> plan.standing().contains(deny.name().text()))
                .flatMap(deny -> seen.rule(deny.name().text()).stream()
                        .map(rule -> new BaselinePlan.Deny(rule.name(), rule.priority(), deny.shape(), true)));
        return new BaselinePlan.AtBoundary(
                record.nsg(),
                Stream.concat(written, standing)
                        .sorted(Comparator.comparingInt(BaselinePlan.Deny::priority))
                        .toList(),
                plan.findings().stream()
                        .filter(found -> found.kind() == Finding.Kind.BYPASS && own.containsKey(found.rule()))
                        .map(Finding::detail)
                        .distinct()
                        .toList());
    }
}
