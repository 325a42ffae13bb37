package io.postern.approval.domain;

import io.postern.approval.domain.rbac.Access;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.approval.domain.rbac.RequesterRight;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Denied;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.RequestFacts;
import io.postern.policy.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides a case: Azure's rights first, then the policy, then the people whom the policy asks.
 *
 * @param openingDelay how long after a decision an access with a duration may still begin
 */
public record Evaluator(Duration openingDelay, Confirmation confirmation) {
    private static final String RBAC = "azure-rbac";
    private static final String FORBIDDEN = "denied-by-rule";

    /** Judges a case that nobody looked at yet. */
    public Evaluated judge(
            ApprovalCase.Submitted submitted,
            Map<VmId, Entitlements> rights,
            ApprovalPolicy policy,
            RequestFacts facts,
            Instant now) {
        Wish wish = submitted.wish();
        Optional<Window> window = Window.of(wish, wish.asked(), openingDelay, now);
        if (window.isEmpty()) {
            return noWindow(submitted, policy.version());
        }
        Optional<Access.No> lack =
                RequesterRight.lack(wish.requester(), wish.asked().targets(), rights);
        if (lack.isPresent()) {
            return denies(submitted, lack.get().reason(), lack.get().sentence(), RBAC, policy.version());
        }
        Grant grant = new Grant(submitted, wish.asked(), window.get(), policy.version());
        return switch (policy.decide(facts)) {
            case Ruling.Automatic automatic -> grant.approved(List.of(), joined(automatic.rules()), false);
            case Ruling.BreaksGlass emergency ->
                new Evaluated.BreaksGlass(grant.approved(List.of(), joined(emergency.rules()), true), emergency);
            case Ruling.Asks asks -> asks(submitted, asks, policy, now);
            case Ruling.Denies no -> denies(submitted, no, policy);
        };
    }

    /** The denial of a case whose policy cannot be read any more: no other policy may let it pass. */
    public Evaluated.Denies unreadable(ApprovalCase.Submitted submitted) {
        return denies(
                submitted,
                "policy-unreadable",
                "The approval policy that held when this was asked for can no longer be read; ask anew.",
                "policy",
                submitted.policyVersion());
    }

    /** Judges once more a case that people were asked about. */
    public Evaluated conclude(
            ApprovalCase.Pending pending, Map<VmId, Entitlements> rights, Humans humans, Instant now) {
        Optional<AccessTerms> agreed = pending.agreed(humans);
        if (agreed.isEmpty() || !pending.hasEnough(humans)) {
            return new Evaluated.Waits();
        }
        Need need = pending.need();
        Optional<Window> window = Window.of(pending.wish(), agreed.get(), openingDelay, now);
        if (window.isEmpty()) {
            return noWindow(pending, need.policyVersion());
        }
        Wish wish = pending.wish();
        Optional<Access.No> lack =
                RequesterRight.lack(wish.requester(), agreed.get().targets(), rights);
        if (lack.isPresent()) {
            return denies(pending, lack.get().reason(), lack.get().sentence(), RBAC, need.policyVersion());
        }
        List<PersonId> approvers =
                pending.counting(humans).stream().map(CountedDecision::approver).toList();
        return new Grant(pending, agreed.get(), window.get(), need.policyVersion())
                .approved(approvers, need.rules(), false);
    }

    /** What people agreed to, unless a rule forbids it by now; what a policy requires was asked for before they were. */
    public Evaluated unlessForbidden(
            Evaluated.Approves agreed, ApprovalCase.Pending pending, ApprovalPolicy policy, RequestFacts facts) {
        return policy.decide(facts) instanceof Ruling.Denies no && no.reason().equals(FORBIDDEN)
                ? denies(pending, no, policy)
                : agreed;
    }

    /** The denial of an emergency whose limits are reached. */
    public Evaluated.Denies refuse(Evaluated.BreaksGlass emergency, ApprovalCase.Open open, String reason, String why) {
        var unsigned = emergency.granted().terms();
        return denies(open, reason, why, unsigned.policyRule(), unsigned.policyVersion());
    }

    private Evaluated asks(ApprovalCase.Submitted submitted, Ruling.Asks asks, ApprovalPolicy policy, Instant now) {
        Wish wish = submitted.wish();
        Instant late = now.plus(asks.patience());
        var extension = wish.extension();
        Instant lapsesAt = extension != null && extension.currentEnd().isBefore(late) ? extension.currentEnd() : late;
        Need need = new Need(asks.stages(), asks.risk(), lapsesAt, joined(asks.rules()), policy.version());
        boolean inPerson = asks.risk().compareTo(policy.botsUpTo()) > 0;
        return new Evaluated.Asks(
                submitted.ask(need),
                new ApprovalNeeded(
                        wish.key().request(),
                        need.places(),
                        need.groups(),
                        need.rules(),
                        need.policyVersion(),
                        wish.key().number(),
                        need.stages(),
                        wish.digest(),
                        need.risk(),
                        inPerson ? confirmation.of(wish.key().request()) : null,
                        lapsesAt));
    }

    private static Evaluated.Denies denies(ApprovalCase.Open open, Ruling.Denies no, ApprovalPolicy policy) {
        return new Evaluated.Denies(
                open.settle(Ending.DENIED),
                denied(open, no.reason(), sentences(no), joined(no.rules()), policy.version()),
                no.unmet());
    }

    private static Evaluated noWindow(ApprovalCase.Open open, String version) {
        return denies(open, "no-window", "The time asked for is over, or longer than a day.", "window", version);
    }

    private static Evaluated.Denies denies(
            ApprovalCase.Open open, String reason, String detail, String rule, String version) {
        return new Evaluated.Denies(open.settle(Ending.DENIED), denied(open, reason, detail, rule, version), List.of());
    }

    private static Denied denied(ApprovalCase.Open open, String reason, String detail, String rule, String version) {
        return new Denied(
                open.key().request(),
                reason,
                detail,
                List.of(),
                rule,
                version,
                open.key().number());
    }

    private static String sentences(Ruling.Denies no) {
        return Stream.concat(
                        Stream.of(no.detail()),
                        no.unmet().stream().filter(unmet -> !no.detail().contains(unmet)))
                .collect(Collectors.joining(" "));
    }

    private static String joined(List<String> rules) {
        return String.join(", ", rules);
    }
}
