package io.postern.request.domain;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An access request with every fact heard about it. Facts about its grants may come in any order and twice. */
public record AccessRequest(
        RequestId id,
        Terms terms,
        Instant submittedAt,
        Approval approval,
        @Nullable Ending ending,
        List<VmId> refusedVms,
        List<Grant> grants) {
    public AccessRequest {
        refusedVms = List.copyOf(refusedVms);
        grants = List.copyOf(grants);
    }

    public static AccessRequest submitted(RequestSubmitted event, Instant at) {
        return new AccessRequest(event.requestId(), Terms.of(event), at, Approval.PENDING, null, List.of(), List.of());
    }

    public Standing at(Instant now) {
        return Standing.of(this, now);
    }

    public AccessRequest decided(Approval answer) {
        return new AccessRequest(id, terms, submittedAt, answer, ending, refusedVms, grants);
    }

    public AccessRequest ended(Ending.Kind kind) {
        return with(new Ending(kind, false));
    }

    /** The enforcer says that nothing is open, nor will be. */
    public AccessRequest confirmed() {
        return ending == null ? this : with(new Ending(ending.kind(), true));
    }

    public AccessRequest applied(RulesApplied fact) {
        return grant(fact.grantId()).isPresent() ? this : plus(Grant.opened(fact));
    }

    public AccessRequest expired(Expired fact) {
        return each(fact.grantId(), Grant::closing);
    }

    public AccessRequest removed(RulesRemoved fact) {
        return grant(fact.grantId()).isPresent()
                ? each(fact.grantId(), grant -> grant.closed(fact.reason()))
                : plus(Grant.gone(fact));
    }

    public AccessRequest refused(EnforcementRefused fact) {
        if (fact.grantId() != null && fact.vm() != null) {
            return grant(fact.grantId()).isPresent() ? this : plus(Grant.refused(fact.grantId(), fact.vm()));
        }
        List<VmId> more = new ArrayList<>(refusedVms);
        more.addAll(fact.vm() != null ? List.of(fact.vm()) : vms());
        return new AccessRequest(
                id,
                terms,
                submittedAt,
                approval,
                ending,
                more.stream().distinct().toList(),
                grants);
    }

    /** Whether a grant has been heard of as open, and not yet as gone. */
    public boolean hasOpened(GrantId id) {
        return grant(id)
                .filter(grant -> grant.state() == GrantState.OPEN || grant.state() == GrantState.CLOSING)
                .isPresent();
    }

    /** The grants as they stand at an instant; after a confirmed ending none is open, whatever arrives late. */
    public List<Grant> grantsAt(Instant now) {
        return grants.stream().map(grant -> standing(grant, now)).toList();
    }

    /** How many grants of the approval have neither opened nor been refused. */
    long outstanding() {
        return vms().stream()
                .filter(vm -> !refusedVms.contains(vm))
                .mapToLong(vm -> Math.max(0, terms.grantsOn(vm) - known(vm)))
                .sum();
    }

    private Grant standing(Grant grant, Instant now) {
        if (ending == null || grant.state().ended()) {
            return grant.at(now);
        }
        CloseReason reason = ending.kind().reason();
        return ending.confirmed() ? grant.closed(reason) : grant.closing();
    }

    private long known(VmId vm) {
        return grants.stream().filter(grant -> grant.vm().equals(vm)).count();
    }

    private List<VmId> vms() {
        return terms.targets().stream().map(Target::vm).toList();
    }

    private Optional<Grant> grant(GrantId wanted) {
        return grants.stream().filter(grant -> grant.id().equals(wanted)).findFirst();
    }

    private AccessRequest plus(Grant grant) {
        List<Grant> more = new ArrayList<>(grants);
        more.add(grant);
        return with(more);
    }

    private AccessRequest each(GrantId wanted, UnaryOperator<Grant> move) {
        return with(grants.stream()
                .map(grant -> grant.id().equals(wanted) ? move.apply(grant) : grant)
                .toList());
    }

    private AccessRequest with(List<Grant> next) {
        return new AccessRequest(id, terms, submittedAt, approval, ending, refusedVms, next);
    }

    private AccessRequest with(Ending next) {
        return new AccessRequest(id, terms, submittedAt, approval, next, refusedVms, grants);
    }
}
