package io.postern.request.app;

import io.postern.contracts.id.VmId;
import io.postern.request.domain.Caller;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.Rights;
import io.postern.request.domain.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for access to VMs of one JIT policy: by the policy's name, as Azure's clients do. */
public final class InitiateAccess {
    private final Transaction transaction;
    private final JitPolicies policies;
    private final SubmitRequest submit;

    public InitiateAccess(Transaction transaction, JitPolicies policies, SubmitRequest submit) {
        this.transaction = transaction;
        this.policies = policies;
        this.submit = submit;
    }

    /** All submissions are accepted, or none is. Who may not ask at all is told that, and nothing about policies. */
    public Initiated initiate(PolicyId id, List<Submission> submissions, Caller caller, Instant now) {
        return Optional.of(caller)
                .filter(Rights::requests)
                .flatMap(_ -> transaction.call(() -> obstacle(id, submissions)))
                .orElseGet(() -> submitted(submit.submitAll(submissions, Optional.empty(), now)));
    }

    private Optional<Initiated> obstacle(PolicyId id, List<Submission> submissions) {
        if (policies.head(id).isEmpty()) {
            return Optional.of(new Initiated.UnknownPolicy());
        }
        List<VmId> vms = submissions.stream()
                .flatMap(submission -> submission.targets().stream())
                .map(Submission.Wanted::vm)
                .distinct()
                .toList();
        Map<VmId, PolicyId> homes = policies.homes(vms);
        return vms.stream()
                .filter(vm -> !id.equals(homes.get(vm)))
                .findFirst()
                .map(vm -> new Initiated.NotCovered(vm.name()));
    }

    private static Initiated submitted(SubmittedAll outcome) {
        return switch (outcome) {
            case SubmittedAll.Accepted(var each) -> new Initiated.Accepted(each);
            case SubmittedAll.Refused(var refusal) -> new Initiated.Refused(refusal);
        };
    }
}
