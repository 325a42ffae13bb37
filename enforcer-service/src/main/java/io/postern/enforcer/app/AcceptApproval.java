package io.postern.enforcer.app;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.EnforcementRefused;
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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
    private final EarlyLook look;
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
            EarlyLook look,
            GrantEnds ends,
            Events events,
            UnitOfWork work,
            Nudges nudges,
            Supplier<GrantId> ids,
            Duration longestBreakGlass) {
        this.signatures = signatures;
        this.approvals = approvals;
        this.grants = grants;
        this.look = look;
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
                // NB. so shortly before that the clocks cannot tell counts, too
                once(jti, approved, signed.minus(AddInterlocks.SKEW), now, first -> genuine(approved, first, now));
            case Verdict.Late(String jti) ->
                once(
                        jti,
                        approved,
                        now,
                        now,
                        _ -> refuse(approved, "too-late", "the approval was over before it came"));
        }
    }

    private void once(
            String jti, Approved approved, Instant panicsSince, Instant now, Consumer<Approvals.First> accepted) {
        approvals.first(jti, approved, panicsSince, now).ifPresentOrElse(accepted, () -> replayed(approved));
    }

    private void replayed(Approved approved) {
        attempt(
                approved,
                "replay",
                approved.extension() == null ? "the request was approved before" : "the extension was approved before");
    }

    private void genuine(Approved approved, Approvals.First first, Instant now) {
        Set<BoundaryId> boundaries = look.found(first.vms());
        if (first.tomb().isPresent()) {
            refuse(approved, first.tomb().get().word(), "the request was closed before its approval came");
            return;
        }
        if (isShut(approved, first.panics(), first.vms())) {
            refuse(approved, "panic", "everything that was approved until then was shut before its approval came");
            return;
        }
        Map<VmId, Policies.Held> held = held(approved, first);
        Limits limits = limits(approved, held.values(), first.past());
        Optional<Objection> objection = ApprovalCheck.against(approved, limits, now);
        if (objection.isPresent()) {
            refuse(approved, objection.get().reason(), objection.get().detail());
        } else if (approved.extension() == null) {
            grant(GrantExpansion.of(approved, ids), letGo(approved, held), boundaries, now);
        } else {
            switch (ExtensionCheck.of(approved, extended(approved.requestId(), first.past()), limits, ids, now)) {
                case Answer.Extends(List<GrantTerms> terms) -> grant(terms, Set.of(), boundaries, now);
                case Answer.Refused(Objection because) -> refuse(approved, because.reason(), because.detail());
            }
        }
    }

    /**
     * Whether somebody has ordered to shut one of its VMs since it was signed: whoever panics does not know what is still on
     * its way. Of a VM that nobody knows yet it may be any of them.
     */
    private static boolean isShut(Approved approved, List<Approvals.Panic> panics, Map<VmId, Snapshot> vms) {
        return !panics.isEmpty()
                && approved.targets().stream()
                        .map(target -> Optional.ofNullable(vms.get(target.vm())))
                        .anyMatch(vm -> vm.isEmpty()
                                || panics.stream()
                                        .anyMatch(
                                                panic -> panic.isAbout(vm.get().boundaries())));
    }

    private static Map<VmId, Policies.Held> held(Approved approved, Approvals.First first) {
        Map<VmId, Policies.Held> held = new LinkedHashMap<>();
        approved.targets()
                .forEach(target -> held.put(target.vm(), first.held().getOrDefault(target.vm(), Policies.Held.UNTOLD)));
        return held;
    }

    private ExtensionCheck.Held extended(RequestId request, List<PastApproval> past) {
        return new ExtensionCheck.Held(
                past.stream().filter(each -> each.extension() == 0).findFirst(),
                grants.locked(request),
                grants.opened(request));
    }

    private void grant(List<GrantTerms> terms, Set<VmId> letGo, Set<BoundaryId> boundaries, Instant now) {
        for (GrantTerms each : terms) {
            Grant.Granted grant = new Grant.Granted(each);
            grants.add(grant, now);
            if (letGo.contains(each.vm())) {
                ends.refuse(
                        grant.refuse("not-protected", "the policy that it was asked for under is gone from this VM"),
                        now);
            }
        }
        work.afterCommit(() -> boundaries.forEach(nudges::recorded));
    }

    /**
     * VMs that were unprotected after this was asked for. A younger request was asked for under a policy that is only not
     * told of yet, as with a VM that nobody told of at all.
     */
    private static Set<VmId> letGo(Approved approved, Map<VmId, Policies.Held> held) {
        Instant asked = approved.requestId().madeAt();
        return held.entrySet().stream()
                .filter(vm -> vm.getValue()
                        .unprotectedSince()
                        .filter(since -> !asked.isAfter(since))
                        .isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * One approval covers all its VMs, so the strictest of them decides. Whoever got in without that anybody was asked stays
     * within the limit of that, until somebody is.
     */
    private Limits limits(Approved approved, Collection<Policies.Held> held, List<PastApproval> past) {
        Limits limits =
                held.stream().map(Policies.Held::limits).reduce(Limits::and).orElse(Limits.DEFAULT);
        boolean nobodyAsked = approved.approvers().isEmpty() && past.stream().anyMatch(PastApproval::breakGlass);
        return nobodyAsked ? limits.within(longestBreakGlass) : limits;
    }

    private void refuse(Approved approved, String reason, String detail) {
        events.append(new EnforcementRefused(approved.requestId(), null, null, reason, detail));
    }

    private void attempt(Approved approved, String reason, String detail) {
        events.append(new AttemptRefused(approved.requestId().value(), null, "approve", reason, detail));
    }
}
