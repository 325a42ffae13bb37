package io.postern.request.app;

import io.postern.contracts.id.VmId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Basis;
import io.postern.request.domain.KnownVm;
import io.postern.request.domain.Limits;
import io.postern.request.domain.Refusal;
import io.postern.request.domain.Submission;
import io.postern.request.domain.SubmissionPolicies;
import java.time.Instant;
import java.util.Map;

/** Says what a submission would come to, by the decision that a real one gets; nothing is written. */
public final class TryRequest {
    private final Transaction transaction;
    private final SubmitRequest submit;
    private final Vms vms;
    private final Advisers advisers;
    private final Limits limits;

    public TryRequest(Transaction transaction, SubmitRequest submit, Vms vms, Advisers advisers, Limits limits) {
        this.transaction = transaction;
        this.submit = submit;
        this.vms = vms;
        this.advisers = advisers;
        this.limits = limits;
    }

    /** What it would come to. */
    public sealed interface Tried {
        /** A request like this one, on this basis; others have the last word, and say this so far. */
        record Accepted(AccessRequest request, Basis basis, Advisers.Advice advice) implements Tried {}

        record Refused(Refusal refusal) implements Tried {}
    }

    private sealed interface Own {
        record Accepted(AccessRequest request, Basis basis) implements Own {}

        record Refused(Refusal refusal) implements Own {}
    }

    /** The token is the caller's own: others are asked only once nothing stands against it here. */
    public Tried attempt(Submission submission, String token, Instant now) {
        return switch (transaction.call(() -> own(submission, now))) {
            case Own.Accepted(AccessRequest request, Basis basis) ->
                new Tried.Accepted(request, basis, advisers.ask(request.terms(), token));
            case Own.Refused(Refusal refusal) -> new Tried.Refused(refusal);
        };
    }

    private Own own(Submission submission, Instant now) {
        return switch (submit.preview(submission, now)) {
            case Submitted.Accepted(AccessRequest request, var _) ->
                new Own.Accepted(request, SubmissionPolicies.basis(submission, known(submission), limits, now));
            case Submitted.Refused(Refusal refusal) -> new Own.Refused(refusal);
        };
    }

    private Map<VmId, KnownVm> known(Submission submission) {
        return vms.find(submission.targets().stream().map(Submission.Wanted::vm).toList());
    }
}
