package io.postern.request.domain;

import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Decides whether a request may be made at all. Whether its requester has the right to is approval-service's question. */
public final class SubmissionPolicies {
    /** A named rule: it has nothing to say, or it refuses. */
    private record Policy(String name, Function<Proposal, List<Refusal>> rule) {}

    private static final List<Policy> IN_ORDER = List.of(
            new Policy("whoever asks has been authenticated as the JIT policy demands", CallerPolicies::authenticated),
            new Policy("a request names a few VMs, ports and sources", ShapePolicies::fewEnough),
            new Policy("nothing is named twice", ShapePolicies::nothingTwice),
            new Policy("the justification is a readable sentence", ShapePolicies::readableText),
            new Policy("who breaks the glass has typed what for", ShapePolicies::confirmed),
            new Policy("a request has exactly one kind of end", WindowPolicies::oneKindOfEnd),
            new Policy("the end lies ahead", WindowPolicies::endAhead),
            new Policy("the window is neither too short nor longer than a day", WindowPolicies::sensibleLength),
            new Policy("it is clear where the access is used from", SourcePolicies::clear),
            new Policy("sources are narrow", SourcePolicies::narrow),
            new Policy("sources are real ones", SourcePolicies::real),
            new Policy("every VM is known", TargetPolicies::knownVms),
            new Policy("every VM is protected", TargetPolicies::protectedVms),
            new Policy("every VM can be opened", TargetPolicies::supportedVms),
            new Policy("an Azure Firewall is passed over IPv4 alone", FirewallPolicies::ipv4Alone),
            new Policy("an Azure Firewall leads to a few ports at a time", FirewallPolicies::fewPorts),
            new Policy("every port is offered", TargetPolicies::offeredPorts),
            new Policy("the JIT policy allows the sources", SourcePolicies::allowedByPolicy),
            new Policy("the JIT policy allows the length", WindowPolicies::allowedByPolicy));

    /** So many sentences help; more only fill the screen. */
    private static final int MOST = 50;

    private SubmissionPolicies() {}

    /**
     * Every policy is asked, and the first one that refuses decides; when none does, the request is made. Whoever has no
     * right to ask is told that alone: what other policies say tells which VMs there are, and what is offered on them.
     */
    public static SubmissionDecision decide(
            Submission submission, Map<VmId, KnownVm> vms, Limits limits, RequestId id, String nonce, Instant now) {
        Proposal proposal = new Proposal(submission, vms, limits, now);
        List<Refusal> noRight = CallerPolicies.mayRequest(proposal);
        List<Refusal> refusals = noRight.isEmpty() ? against(proposal) : noRight;
        return refusals.isEmpty()
                ? new SubmissionDecision.Submitted(event(proposal, id, nonce))
                : new SubmissionDecision.Refused(refusals.getFirst().among(refusals));
    }

    static List<Refusal> against(Proposal proposal) {
        return IN_ORDER.stream()
                .flatMap(policy -> policy.rule().apply(proposal).stream())
                .limit(MOST)
                .toList();
    }

    /** What the decision over an accepted submission rests on. */
    public static Basis basis(Submission submission, Map<VmId, KnownVm> vms, Limits limits, Instant now) {
        return Basis.of(new Proposal(submission, vms, limits, now));
    }

    private static RequestSubmitted event(Proposal proposal, RequestId id, String nonce) {
        Submission submission = proposal.submission();
        return new RequestSubmitted(
                id,
                submission.requester(),
                proposal.targets(),
                submission.duration(),
                submission.endsAt(),
                submission.ticket(),
                submission.breakGlass() == null ? null : true,
                new RequestSubmitted.Personal(
                        submission.requesterName(), proposal.sources(), submission.justification(), nonce));
    }
}
