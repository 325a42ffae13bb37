package io.postern.request.app;

import io.postern.contracts.id.VmId;
import io.postern.request.domain.Basis;
import io.postern.request.domain.KnownVm;
import io.postern.request.domain.Limits;
import io.postern.request.domain.Refusal;
import io.postern.request.domain.Submission;
import io.postern.request.domain.SubmissionPolicies;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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
        /** This request, without a timeline if it is not there yet; others have the last word, and say this so far. */
        record Accepted(Submitted.Accepted submitted, Basis basis, Advisers.Advice advice) implements Tried {}

        record Refused(Refusal refusal) implements Tried {}
    }

    private sealed interface Own {
        record Accepted(Submitted.Accepted submitted, Basis basis) implements Own {}

        record Refused(Refusal refusal) implements Own {}
    }

    /** The token is the caller's own: others are asked only once nothing stands against it here. */
    public Tried attempt(Submission submission, Optional<IdempotencyKeys.Key> key, String token, Instant now) {
        return switch (transaction.call(() -> own(submission, key, now))) {
            case Own.Accepted(Submitted.Accepted submitted, Basis basis) ->
                new Tried.Accepted(
                        submitted, basis, advisers.ask(submitted.request().terms(), token));
            case Own.Refused(Refusal refusal) -> new Tried.Refused(refusal);
        };
    }

    private Own own(Submission submission, Optional<IdempotencyKeys.Key> key, Instant now) {
        return switch (submit.preview(submission, key, now)) {
            case Submitted.Accepted accepted ->
                new Own.Accepted(accepted, SubmissionPolicies.basis(submission, known(submission), limits, now));
            case Submitted.Refused(Refusal refusal) -> new Own.Refused(refusal);
        };
    }

    private Map<VmId, KnownVm> known(Submission submission) {
        return vms.find(submission.targets().stream().map(Submission.Wanted::vm).toList());
    }
}
