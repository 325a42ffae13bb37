package io.postern.enforcer.app;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.app.ApprovalSignatures.Verdict;
import io.postern.enforcer.domain.approval.ApprovalCheck;
import io.postern.enforcer.domain.approval.ApprovalCheck.Objection;
import io.postern.enforcer.domain.approval.ExtensionCheck;
import io.postern.enforcer.domain.approval.ExtensionCheck.Answer;
import io.postern.enforcer.domain.approval.Limits;
import io.postern.enforcer.domain.approval.PastApproval;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.GrantExpansion;
import io.postern.enforcer.domain.grant.GrantTerms;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Turns an approval into grants, if it is genuine, new, within our own caps, and its request was not closed before. That of
 * an extension becomes grants beside those that are open, and only while they are.
 */
public final class AcceptApproval {
    private final ApprovalSignatures signatures;
    private final Approvals approvals;
    private final Grants grants;
    private final Inventory inventory;
    private final Policies policies;
    private final GrantEnds ends;
    private final Events events;
    private final UnitOfWork work;
    private final Nudges nudges;
    private final Supplier<GrantId> ids;
    private final Duration longestBreakGlass;

    public AcceptApproval(
            ApprovalSignatures signatures,
            Approvals approvals,
            Grants grants,
            Inventory inventory,
            Policies policies,
            GrantEnds ends,
            Events events,
            UnitOfWork work,
            Nudges nudges,
            Supplier<GrantId> ids,
            Duration longestBreakGlass) {
        this.signatures = signatures;
        this.approvals = approvals;
        this.grants = grants;
        this.inventory = inventory;
        this.policies = policies;
        this.ends = ends;
        this.events = events;
        this.work = work;
        this.nudges = nudges;
        this.ids = ids;
        this.longestBreakGlass = longestBreakGlass;
    }

    /** Needs a transaction. */
    public void on(Approved approved, Instant now) {
        switch (signatures.verify(approved, now)) {
            case Verdict.Forged(String because) -> attempt(approved, "signature", because);
            case Verdict.Genuine(String jti, Instant signed) ->
                once(jti, approved, now, () -> genuine(approved, signed, now));
            case Verdict.Late(String jti) ->
                once(jti, approved, now, () -> refuse(approved, "too-late", "the approval was over before it came"));
        }
    }

    private void once(String jti, Approved approved, Instant now, Runnable first) {
        if (approvals.use(jti, approved, now)) {
            first.run();
        } else {
            attempt(
                    approved,
                    "replay",
                    approved.extension() == null
                            ? "the request was approved before"
                            : "the extension was approved before");
        }
    }

    private void genuine(Approved approved, Instant signed, Instant now) {
        Optional<CloseReason> tomb = approvals.tomb(approved.requestId());
        if (tomb.isPresent()) {
            refuse(approved, tomb.get().word(), "the request was closed before its approval came");
            return;
        }
        if (isShut(approved, signed)) {
            refuse(approved, "panic", "everything that was approved until then was shut before its approval came");
            return;
        }
        Limits limits = limits(approved);
        Optional<Objection> objection = ApprovalCheck.against(approved, limits, now);
        if (objection.isPresent()) {
            refuse(approved, objection.get().reason(), objection.get().detail());
        } else if (approved.extension() == null) {
            grant(GrantExpansion.of(approved, ids), letGo(approved), now);
        } else {
            switch (ExtensionCheck.of(approved, held(approved.requestId()), limits, ids, now)) {
                case Answer.Extends(List<GrantTerms> terms) -> grant(terms, Set.of(), now);
                case Answer.Refused(Objection because) -> refuse(approved, because.reason(), because.detail());
            }
        }
    }

    /**
     * Whether somebody has ordered to shut one of its VMs since it was signed, or so shortly before that the clocks cannot
     * tell: whoever panics does not know what is still on its way.
     */
    private boolean isShut(Approved approved, Instant signed) {
        List<Approvals.Panic> panics = approvals.panicsSince(signed.minus(AddInterlocks.SKEW));
        return !panics.isEmpty()
                && approved.targets().stream()
                        .map(target -> inventory
                                .find(target.vm())
                                .map(Snapshot::boundaries)
                                .orElse(Set.of()))
                        .anyMatch(boundaries -> panics.stream().anyMatch(panic -> panic.isAbout(boundaries)));
    }

    private ExtensionCheck.Held held(RequestId request) {
        return new ExtensionCheck.Held(
                approvals.past(request).stream()
                        .filter(past -> past.extension() == 0)
                        .findFirst(),
                grants.locked(request),
                grants.opened(request));
    }

    private void grant(List<GrantTerms> terms, Set<VmId> letGo, Instant now) {
        for (GrantTerms each : terms) {
            Grant.Granted grant = new Grant.Granted(each);
            grants.add(grant, now);
            if (letGo.contains(each.vm())) {
                ends.refuse(
                        grant.refuse("not-protected", "the policy that it was asked for under is gone from this VM"),
                        now);
            }
        }
        Set<BoundaryId> boundaries = new HashSet<>();
        for (VmId vm : terms.stream().map(GrantTerms::vm).distinct().toList()) {
            inventory.find(vm).map(Snapshot::boundaries).ifPresent(boundaries::addAll);
        }
        work.afterCommit(() -> boundaries.forEach(nudges::look));
    }

    /**
     * VMs that were unprotected after this was asked for. A younger request was asked for under a policy that is only not
     * told of yet, as with a VM that nobody told of at all.
     */
    private Set<VmId> letGo(Approved approved) {
        Instant asked = approved.requestId().madeAt();
        return approved.targets().stream()
                .map(Target::vm)
                .filter(vm -> policies.unprotectedSince(vm)
                        .filter(since -> !asked.isAfter(since))
                        .isPresent())
                .collect(Collectors.toSet());
    }

    /**
     * One approval covers all its VMs, so the strictest of them decides. Whoever got in without that anybody was asked stays
     * within the limit of that, until somebody is.
     */
    private Limits limits(Approved approved) {
        Limits limits = approved.targets().stream()
                .map(target -> policies.limits(target.vm()))
                .reduce(Limits::and)
                .orElse(Limits.DEFAULT);
        boolean nobodyAsked = approved.approvers().isEmpty()
                && approvals.past(approved.requestId()).stream().anyMatch(PastApproval::breakGlass);
        return nobodyAsked ? limits.within(longestBreakGlass) : limits;
    }

    private void refuse(Approved approved, String reason, String detail) {
        events.append(new EnforcementRefused(approved.requestId(), null, null, reason, detail));
    }

    private void attempt(Approved approved, String reason, String detail) {
        events.append(new AttemptRefused(approved.requestId().value(), null, "approve", reason, detail));
    }
}
