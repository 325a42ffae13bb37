package io.postern.enforcer.domain.plan;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.approval.ApprovalCheck.Objection;
import io.postern.enforcer.domain.boundary.BoundaryRecord;
import io.postern.enforcer.domain.boundary.Installation;
import io.postern.enforcer.domain.boundary.RulePlan;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Grants that nobody approved, planned at one boundary after the other exactly as approved ones would be. */
public final class HypotheticalGrants {
    private final Installation ours;
    private final List<Grant.Granted> grants;
    private final Set<GrantId> ids;
    private final List<AccessPlan.AtBoundary> plans = new ArrayList<>();
    private final Map<GrantId, Objection> refused = new HashMap<>();

    public HypotheticalGrants(Installation ours, List<Grant.Granted> grants) {
        this.ours = ours;
        this.grants = List.copyOf(grants);
        this.ids = grants.stream().map(Grant::id).collect(Collectors.toSet());
    }

    /** Plans them at a boundary, along with everything that is on record there. */
    public void at(BoundaryRecord record, ObservedNsg seen, Instant now) {
        List<Grant> all = new ArrayList<>(record.grants());
        all.addAll(grants);
        RulePlan plan = RulePlan.between(
                new BoundaryRecord(record.nsg(), record.machines(), all, record.rules()), seen, ours, now);
        plan.refusals().stream()
                .filter(refusal -> ids.contains(refusal.grant().id()))
                .forEach(refusal ->
                        refused.putIfAbsent(refusal.grant().id(), new Objection(refusal.reason(), refusal.detail())));
        plans.add(new AccessPlan.AtBoundary(record.nsg(), plan.writes()));
    }

    /** What came of it on one VM, once all its boundaries were planned. A grant is refused as a whole. */
    public AccessPlan.ForVm forVm(VmId vm) {
        List<GrantId> here = grants.stream()
                .filter(grant -> grant.terms().vm().equals(vm))
                .map(Grant::id)
                .toList();
        Optional<Objection> objection =
                here.stream().map(refused::get).filter(Objects::nonNull).findFirst();
        if (objection.isPresent() && refused.keySet().containsAll(here)) {
            return new AccessPlan.Impossible(vm, objection.get());
        }
        List<AccessPlan.AtBoundary> boundaries = plans.stream()
                .map(plan -> new AccessPlan.AtBoundary(
                        plan.boundary(),
                        plan.writes().stream()
                                .filter(write -> write.vm().equals(vm) && isPartOfIt(write))
                                .toList()))
                .filter(plan -> !plan.writes().isEmpty())
                .toList();
        return new AccessPlan.Possible(vm, boundaries, objection);
    }

    private boolean isPartOfIt(RuleWrite write) {
        return !(write.name() instanceof RuleName.Opening opening)
                || (ids.contains(opening.grant()) && !refused.containsKey(opening.grant()));
    }
}
