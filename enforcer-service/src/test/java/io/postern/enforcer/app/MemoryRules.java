package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.boundary.RuleWrite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The rules on record, in memory. */
public final class MemoryRules implements OwnRules {
    public final List<Placed> rows = new ArrayList<>();
    /** What a panic found: nothing is intended for it. */
    public Predicate<GrantId> condemned = _ -> false;

    @Override
    public List<OwnRule> on(BoundaryId boundary) {
        return rows.stream()
                .filter(row -> row.boundary().equals(boundary) && row.live())
                .map(Placed::rule)
                .toList();
    }

    @Override
    public List<Placed> live() {
        return rows.stream().filter(Placed::live).toList();
    }

    @Override
    public Map<GrantId, List<BoundaryId>> standing(Collection<GrantId> grants) {
        Map<GrantId, List<BoundaryId>> standing = new LinkedHashMap<>();
        for (GrantId grant : grants) {
            List<BoundaryId> boundaries = of(grant).stream()
                    .filter(Placed::live)
                    .map(Placed::boundary)
                    .toList();
            if (!boundaries.isEmpty()) {
                standing.put(grant, boundaries);
            }
        }
        return standing;
    }

    @Override
    public List<Placed> of(GrantId grant) {
        return rows.stream()
                .filter(row -> row.rule().name() instanceof RuleName.Opening opening
                        && opening.grant().equals(grant))
                .toList();
    }

    @Override
    public boolean intend(BoundaryId boundary, RuleWrite write) {
        boolean taken = on(boundary).stream()
                .anyMatch(rule ->
                        rule.priority() == write.priority() && !rule.name().equals(write.name()));
        if (write.name() instanceof RuleName.Opening opening && condemned.test(opening.grant())) {
            return false;
        }
        if (!taken) {
            rows.removeIf(row -> is(row, boundary, write.name().text()));
            rows.add(new Placed(boundary, new OwnRule(write.name(), write.vm(), write.priority(), false), true, null));
        }
        return !taken;
    }

    @Override
    public void readBack(BoundaryId boundary, Set<String> standing) {
        rows.replaceAll(row -> row.boundary().equals(boundary) && row.live()
                ? new Placed(
                        boundary,
                        new OwnRule(
                                row.rule().name(),
                                row.rule().vm(),
                                row.rule().priority(),
                                standing.contains(row.rule().name().text()),
                                row.rule().unwanted()),
                        true,
                        row.correlationId())
                : row);
    }

    @Override
    public void gone(BoundaryId boundary, String name) {
        change(boundary, name, row -> new Placed(boundary, row.rule(), false, row.correlationId()));
    }

    @Override
    public List<BoundaryId> want(VmId vm, boolean wanted) {
        rows.replaceAll(row -> isBaseline(row, vm)
                ? new Placed(
                        row.boundary(),
                        new OwnRule(row.rule().name(), vm, row.rule().priority(), false, !wanted),
                        true,
                        row.correlationId())
                : row);
        return rows.stream()
                .filter(row -> isBaseline(row, vm))
                .map(Placed::boundary)
                .toList();
    }

    @Override
    public void moved(Collection<VmId> vms) {
        rows.replaceAll(row -> row.live() && vms.contains(row.rule().vm())
                ? new Placed(
                        row.boundary(),
                        new OwnRule(
                                row.rule().name(),
                                row.rule().vm(),
                                row.rule().priority(),
                                false,
                                row.rule().unwanted()),
                        true,
                        row.correlationId())
                : row);
    }

    private static boolean isBaseline(Placed row, VmId vm) {
        return row.live() && row.rule().vm().equals(vm) && row.rule().name() instanceof RuleName.Baseline;
    }

    @Override
    public void called(BoundaryId boundary, String name, String correlationId) {
        change(boundary, name, row -> new Placed(boundary, row.rule(), row.live(), correlationId));
    }

    private void change(BoundaryId boundary, String name, UnaryOperator<Placed> change) {
        rows.replaceAll(row -> is(row, boundary, name) ? change.apply(row) : row);
    }

    private static boolean is(Placed row, BoundaryId boundary, String name) {
        return row.boundary().equals(boundary) && row.rule().name().text().equals(name);
    }
}
