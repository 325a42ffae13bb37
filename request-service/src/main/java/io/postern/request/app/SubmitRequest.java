package io.postern.request.app;

import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.id.RequestId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Limits;
import io.postern.request.domain.Reason;
import io.postern.request.domain.Refusal;
import io.postern.request.domain.Submission;
import io.postern.request.domain.SubmissionDecision;
import io.postern.request.domain.SubmissionPolicies;
import io.postern.request.domain.TimelineEntry;
import io.postern.request.domain.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes in a request for access: decides, records, tells. */
public final class SubmitRequest {
    private final Transaction transaction;
    private final AccessRequests requests;
    private final Vms vms;
    private final IdempotencyKeys keys;
    private final Events events;
    private final Limits limits;
    private final Supplier<RequestId> ids;
    private final Supplier<String> nonces;

    public SubmitRequest(
            Transaction transaction,
            AccessRequests requests,
            Vms vms,
            IdempotencyKeys keys,
            Events events,
            Limits limits,
            Supplier<RequestId> ids,
            Supplier<String> nonces) {
        this.transaction = transaction;
        this.requests = requests;
        this.vms = vms;
        this.keys = keys;
        this.events = events;
        this.limits = limits;
        this.ids = ids;
        this.nonces = nonces;
    }

    public Submitted submit(Submission submission, Optional<IdempotencyKeys.Key> key, Instant now) {
        return switch (submitAll(List.of(submission), key, now)) {
            case SubmittedAll.Accepted(List<Submitted.Accepted> each) -> each.getFirst();
            case SubmittedAll.Refused(Refusal refusal) -> new Submitted.Refused(refusal);
        };
    }

    /** All are accepted, or none is and nothing is written: the first refusal decides. */
    public SubmittedAll submitAll(List<Submission> submissions, Optional<IdempotencyKeys.Key> key, Instant now) {
        return transaction.call(() -> key.flatMap(this::earlier).orElseGet(() -> {
            List<RequestSubmitted> events = new ArrayList<>();
            for (Submission submission : submissions) {
                switch (decide(submission, now)) {
                    case SubmissionDecision.Submitted(RequestSubmitted event) -> events.add(event);
                    case SubmissionDecision.Refused(Refusal refusal) -> {
                        tell(refusal, submission);
                        return new SubmittedAll.Refused(refusal);
                    }
                }
            }
            return record(events, key, now);
        }));
    }

    /** The answer that a submission would get; nothing is written. */
    public Submitted preview(Submission submission, Instant now) {
        return transaction.call(() -> switch (decide(submission, now)) {
            case SubmissionDecision.Submitted(RequestSubmitted event) ->
                new Submitted.Accepted(AccessRequest.submitted(event, now), List.of());
            case SubmissionDecision.Refused(Refusal refusal) -> new Submitted.Refused(refusal);
        });
    }

    private void tell(Refusal refusal, Submission submission) {
        if (refusal.reason() == Reason.NOT_ENTITLED) {
            events.append(new AttemptRefused(
                    "access-requests", submission.requester(), "submit", "not-entitled", refusal.sentence()));
        }
    }

    private SubmissionDecision decide(Submission submission, Instant now) {
        var known = vms.find(
                submission.targets().stream().map(Submission.Wanted::vm).toList());
        return SubmissionPolicies.decide(submission, known, limits, ids.get(), nonces.get(), now);
    }

    private SubmittedAll record(List<RequestSubmitted> submitted, Optional<IdempotencyKeys.Key> key, Instant now) {
        List<RequestId> made =
                submitted.stream().map(RequestSubmitted::requestId).toList();
        if (key.isPresent() && !keys.remember(key.get(), made)) {
            return earlier(key.get()).orElseThrow(() -> new IllegalStateException("a key is used, yet unknown"));
        }
        return new SubmittedAll.Accepted(
                submitted.stream().map(event -> record(event, now)).toList());
    }

    private Submitted.Accepted record(RequestSubmitted event, Instant now) {
        AccessRequest request = AccessRequest.submitted(event, now);
        List<TimelineEntry> timeline = Wording.of(event, now).stream().toList();
        requests.add(request, now);
        timeline.forEach(entry -> requests.note(request.id(), entry));
        events.append(event);
        return new Submitted.Accepted(request, timeline);
    }

    private Optional<SubmittedAll> earlier(IdempotencyKeys.Key key) {
        return keys.find(key)
                .map(use -> use.bodyDigest().equals(key.bodyDigest())
                        ? new SubmittedAll.Accepted(
                                use.requests().stream().map(this::again).toList())
                        : new SubmittedAll.Refused(new Refusal(
                                Reason.KEY_REUSED,
                                "You have used this Idempotency-Key for another body; choose a new key.")));
    }

    private Submitted.Accepted again(RequestId id) {
        return new Submitted.Accepted(requests.find(id).orElseThrow(), requests.timeline(id));
    }
}
