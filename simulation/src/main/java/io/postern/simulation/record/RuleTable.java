package io.postern.simulation.record;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.app.OwnRules;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.boundary.RuleWrite;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Our rules on record; no two that may stand on one boundary have the same priority. */
public record RuleTable(Database database) implements OwnRules {
    @Override
    public List<OwnRule> on(BoundaryId boundary) {
        return liveOn(boundary).map(RuleRow::rule).toList();
    }

    @Override
    public List<Placed> live() {
        return database.rules.all().stream()
                .filter(RuleRow::live)
                .map(RuleTable::placed)
                .toList();
    }

    @Override
    public List<Placed> of(GrantId grant) {
        return database.rulesByGrant.all(grant.value()).stream()
                .map(RuleTable::placed)
                .toList();
    }

    @Override
    public boolean intend(BoundaryId boundary, RuleWrite write) {
        String name = write.name().text();
        if (liveOn(boundary)
                .anyMatch(row -> row.rule().priority() == write.priority()
                        && !row.rule().name().text().equals(name))) {
            return false;
        }
        if (write.name() instanceof RuleName.Opening opening
                && database.unshut.has(opening.grant().value())) {
            return false;
        }
        OwnRule rule = new OwnRule(write.name(), write.vm(), write.priority(), false, false);
        database.rules.put(RuleRow.key(boundary, name), new RuleRow(boundary, rule, true, null));
        return true;
    }

    @Override
    public void readBack(BoundaryId boundary, Set<String> standing) {
        liveOn(boundary)
                .toList()
                .forEach(row -> put(row.with(
                        seen(row.rule(), standing.contains(row.rule().name().text())), true)));
    }

    @Override
    public void gone(BoundaryId boundary, String name) {
        database.rules
                .find(RuleRow.key(boundary, name))
                .ifPresent(row -> put(row.with(seen(row.rule(), false), false)));
    }

    @Override
    public List<BoundaryId> want(VmId vm, boolean wanted) {
        List<RuleRow> rows = of(vm).filter(row -> row.rule().name() instanceof RuleName.Baseline)
                .toList();
        rows.forEach(row -> put(row.with(
                new OwnRule(row.rule().name(), row.rule().vm(), row.rule().priority(), false, !wanted), true)));
        return rows.stream().map(RuleRow::boundary).toList();
    }

    @Override
    public void moved(Collection<VmId> vms) {
        vms.forEach(vm -> of(vm).toList().forEach(row -> put(row.with(seen(row.rule(), false), true))));
    }

    private Stream<RuleRow> of(VmId vm) {
        return database.rules.all().stream()
                .filter(row -> row.live() && row.rule().vm().equals(vm));
    }

    @Override
    public Map<GrantId, List<BoundaryId>> standing(Collection<GrantId> grants) {
        Map<GrantId, List<BoundaryId>> standing = new LinkedHashMap<>();
        for (GrantId grant : grants) {
            List<BoundaryId> boundaries = database.rulesByGrant.all(grant.value()).stream()
                    .filter(RuleRow::live)
                    .map(RuleRow::boundary)
                    .toList();
            if (!boundaries.isEmpty()) {
                standing.put(grant, boundaries);
            }
        }
        return standing;
    }

    @Override
    public void called(BoundaryId boundary, String name, @Nullable String correlationId) {
        database.rules
                .find(RuleRow.key(boundary, name))
                .ifPresent(row -> put(new RuleRow(row.boundary(), row.rule(), row.live(), correlationId)));
    }

    private static OwnRule seen(OwnRule rule, boolean seen) {
        return new OwnRule(rule.name(), rule.vm(), rule.priority(), seen, rule.unwanted());
    }

    private void put(RuleRow row) {
        database.rules.put(RuleRow.key(row.boundary(), row.rule().name().text()), row);
    }

    private Stream<RuleRow> liveOn(BoundaryId boundary) {
        return database.rulesOn(boundary);
    }

    private static Placed placed(RuleRow row) {
        return new Placed(row.boundary(), row.rule(), row.live(), row.correlationId());
    }
}
