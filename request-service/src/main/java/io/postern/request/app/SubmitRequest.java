package io.postern.request.app;

import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.id.RequestId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Limits;
import io.postern.request.domain.Quota;
import io.postern.request.domain.Reason;
import io.postern.request.domain.Refusal;
import io.postern.request.domain.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes in a request for access: decides, records, tells. */
public final class SubmitRequest {
    private final Transaction transaction;
    private final Intake intake;
    private final AccessRequests requests;
    private final IdempotencyKeys keys;
    private final Events events;
    private final LiveCount liveCount = new LiveCount();
    private final Judge judge;

    public SubmitRequest(
            Transaction transaction,
            Intake intake,
            AccessRequests requests,
            IdempotencyKeys keys,
            Events events,
            Limits limits,
            Quota quota,
            Supplier<RequestId> ids,
            Supplier<String> nonces) {
        this.transaction = transaction;
        this.intake = intake;
        this.requests = requests;
        this.keys = keys;
        this.events = events;
        this.judge = new Judge(intake, requests, limits, quota, ids, nonces, liveCount);
    }

    public Submitted submit(Submission submission, Optional<IdempotencyKeys.Key> key, Instant now) {
        return first(submitAll(List.of(submission), key, now));
    }

    /** One person's submissions: all are accepted, or none is and nothing is written; the first refusal decides. */
    public SubmittedAll submitAll(List<Submission> submissions, Optional<IdempotencyKeys.Key> key, Instant now) {
        Intake.Question question = judge.question(submissions, key, now);
        return transaction.call(() -> {
            Intake.Found found = intake.lock(question, now);
            return found.key().map(use -> earlier(use, key.orElseThrow())).orElseGet(() -> switch (judge.judge(
                    submissions, question, found, now)) {
                case Judge.Judgement.Accepted(List<Judge.Part> parts) -> record(parts, key, now);
                case Judge.Judgement.Refused(Refusal refusal) -> refuse(refusal, submissions.getFirst());
            });
        });
    }

    /** The answer that a submission would get; nothing is written. A request that is not there yet has no timeline. */
    public Submitted preview(Submission submission, Optional<IdempotencyKeys.Key> key, Instant now) {
        List<Submission> alone = List.of(submission);
        Intake.Question question = judge.question(alone, key, now);
        return first(transaction.call(() -> {
            Intake.Found found = intake.look(question, now);
            return found.key().map(use -> earlier(use, key.orElseThrow())).orElseGet(() -> switch (judge.judge(
                    alone, question, found, now)) {
                case Judge.Judgement.Accepted(List<Judge.Part> parts) ->
                    new SubmittedAll.Accepted(parts.stream()
                            .map(part -> part.standing()
                                    .map(this::again)
                                    .orElseGet(() -> new Submitted.Accepted(part.request(), List.of())))
                            .toList());
                case Judge.Judgement.Refused(Refusal refusal) -> new SubmittedAll.Refused(refusal);
            });
        }));
    }

    private static Submitted first(SubmittedAll outcome) {
        return switch (outcome) {
            case SubmittedAll.Accepted(List<Submitted.Accepted> each) -> each.getFirst();
            case SubmittedAll.Refused(Refusal refusal) -> new Submitted.Refused(refusal);
        };
    }

    private SubmittedAll refuse(Refusal refusal, Submission submission) {
        if (refusal.reason() == Reason.NOT_ENTITLED) {
            events.append(new AttemptRefused(
                    "access-requests", submission.requester(), "submit", "not-entitled", refusal.sentence()));
        }
        return new SubmittedAll.Refused(refusal);
    }

    private SubmittedAll record(List<Judge.Part> parts, Optional<IdempotencyKeys.Key> key, Instant now) {
        List<Intake.Made> made = parts.stream()
                .filter(part -> part.standing().isEmpty())
                .map(Judge.Part::asked)
                .toList();
        made.forEach(each -> intake.add(each, now));
        key.ifPresent(name -> keys.remember(
                name, parts.stream().map(part -> part.request().id()).toList()));
        transaction.afterCommit(() -> liveCount.add(made.size()));
        return new SubmittedAll.Accepted(parts.stream().map(this::answer).toList());
    }

    private Submitted.Accepted answer(Judge.Part part) {
        return part.standing()
                .map(this::again)
                .orElseGet(() -> new Submitted.Accepted(
                        part.asked().request(), List.of(part.asked().first())));
    }

    private SubmittedAll earlier(IdempotencyKeys.Use use, IdempotencyKeys.Key key) {
        return use.bodyDigest().equals(key.bodyDigest())
                ? new SubmittedAll.Accepted(use.requests().stream()
                        .map(id -> again(requests.find(id).orElseThrow()))
                        .toList())
                : new SubmittedAll.Refused(new Refusal(
                        Reason.KEY_REUSED, "You have used this Idempotency-Key for another body; choose a new key."));
    }

    private Submitted.Accepted again(AccessRequest request) {
        return new Submitted.Accepted(request, requests.timeline(request.id()));
    }
}
