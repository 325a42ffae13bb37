package io.postern.approval.domain;

import io.postern.approval.domain.rbac.Access;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.approval.domain.rbac.RequesterRight;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides a case: Azure's rights first, then the policy, then the people whom the policy asks. */
public record Evaluator(ApprovalPolicy policy, Duration openingDelay) {
    private static final String RBAC = "azure-rbac";

    public Evaluated evaluate(ApprovalCase.Open open, Map<VmId, Entitlements> rights, Instant now) {
        RequestSubmitted request = open.request();
        Optional<Window> window = Window.of(request, openingDelay, now);
        if (window.isEmpty() || request.targets().isEmpty()) {
            return denies(open, "no-window", "The time asked for is over, or longer than a day.", "window");
        }
        Optional<Access.No> lack = RequesterRight.lack(request, rights);
        if (lack.isPresent()) {
            return denies(open, lack.get().reason(), lack.get().sentence(), RBAC);
        }
        return switch (open) {
            case ApprovalCase.Submitted submitted -> ruled(submitted, window.get());
            case ApprovalCase.Pending pending when !pending.hasEnough() -> new Evaluated.Waits();
            case ApprovalCase.Pending pending ->
                approves(
                        pending,
                        window.get(),
                        approvers(pending),
                        pending.need().rule());
        };
    }

    private Evaluated ruled(ApprovalCase.Submitted submitted, Window window) {
        RequestSubmitted request = submitted.request();
        List<VmId> vms = request.targets().stream().map(Target::vm).toList();
        return switch (policy.rule(vms, window.length())) {
            case Ruling.Automatic automatic -> approves(submitted, window, List.of(), automatic.rule());
            case Ruling.NeedsApprovers need ->
                new Evaluated.Asks(
                        submitted.ask(need),
                        new ApprovalNeeded(
                                request.requestId(),
                                need.approvals(),
                                need.groups(),
                                need.rule(),
                                ApprovalPolicy.VERSION,
                                null,
                                List.of(),
                                null,
                                null,
                                null,
                                null));
        };
    }

    private static Evaluated approves(ApprovalCase.Open open, Window window, List<PersonId> approvers, String rule) {
        RequestSubmitted request = open.request();
        return new Evaluated.Approves(
                open.settle(Ending.APPROVED),
                new Approved(
                        request.requestId(),
                        request.requester(),
                        request.targets(),
                        request.duration(),
                        request.endsAt(),
                        window.notAfter(),
                        approvers,
                        rule,
                        ApprovalPolicy.VERSION,
                        "",
                        new Approved.Personal(
                                request.personal().sources(), request.personal().nonce())));
    }

    private static Evaluated denies(ApprovalCase.Open open, String reason, String detail, String rule) {
        Denied event = new Denied(open.request().requestId(), reason, detail, List.of(), rule, ApprovalPolicy.VERSION);
        return new Evaluated.Denies(open.settle(Ending.DENIED), event);
    }

    private static List<PersonId> approvers(ApprovalCase.Pending pending) {
        return pending.decisions().stream().map(CountedDecision::approver).toList();
    }
}
