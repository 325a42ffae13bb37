package io.postern.request.app;

import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Limits;
import io.postern.request.domain.Quota;
import io.postern.request.domain.Reason;
import io.postern.request.domain.Refusal;
import io.postern.request.domain.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Takes in a request for access: decides, records, tells. */
public final class SubmitRequest {
    /**
     * One go at a time: the more there are, the smaller each is, and on few processors a second one takes from the first
     * more than it adds.
     */
    private static final Batches.Size SIZE = new Batches.Size(64, 1, 1_000, Duration.ofSeconds(10));

    private static final SubmittedAll BUSY = new SubmittedAll.Refused(new Refusal(
            Reason.INTAKE_BUSY, "More requests arrive than can be taken in just now. Try again in a few seconds."));

    private final Transaction transaction;
    private final Intake intake;
    private final AccessRequests requests;
    private final IdempotencyKeys keys;
    private final Events events;
    private final LiveCount liveCount = new LiveCount();
    private final Judge judge;
    private final Batches<Attempt, PersonId, SubmittedAll> batches;

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
        this(transaction, intake, requests, keys, events, limits, quota, ids, nonces, SIZE);
    }

    SubmitRequest(
            Transaction transaction,
            Intake intake,
            AccessRequests requests,
            IdempotencyKeys keys,
            Events events,
            Limits limits,
            Quota quota,
            Supplier<RequestId> ids,
            Supplier<String> nonces,
            Batches.Size size) {
        this.transaction = transaction;
        this.intake = intake;
        this.requests = requests;
        this.keys = keys;
        this.events = events;
        this.judge = new Judge(intake, requests, limits, quota, ids, nonces, liveCount);
        this.batches = new Batches<>(size, Attempt::person, this::together);
    }

    public Submitted submit(Submission submission, Optional<IdempotencyKeys.Key> key, Instant now) {
        return first(submitAll(List.of(submission), key, now));
    }

    /**
     * One person's submissions: all are accepted, or none is and nothing is written; the first refusal decides. Not to be
     * called within a transaction, because who calls may do it for others too, who are answered once theirs has committed.
     */
    public SubmittedAll submitAll(List<Submission> submissions, Optional<IdempotencyKeys.Key> key, Instant now) {
        return batches.call(new Attempt(submissions, key, now)).orElse(BUSY);
    }

    /** Attempts of several people in one transaction. */
    private List<SubmittedAll> together(List<Attempt> attempts) {
        List<Intake.Question> questions = attempts.stream().map(judge::question).toList();
        return transaction.call(() -> {
            List<Intake.Found> found = intake.lock(questions);
            Written written = new Written();
            List<SubmittedAll> outcomes = IntStream.range(0, attempts.size())
                    .mapToObj(i -> outcome(attempts.get(i), questions.get(i), found.get(i), written))
                    .toList();
            write(written);
            return outcomes;
        });
    }

    /** What is to be written for all attempts that are done together. */
    private record Written(List<Intake.Made> made, Map<IdempotencyKeys.Key, IdempotencyKeys.Use> named) {
        Written() {
            this(new ArrayList<>(), new HashMap<>());
        }
    }

    private SubmittedAll outcome(Attempt attempt, Intake.Question question, Intake.Found found, Written written) {
        return found.key().map(use -> earlier(use, attempt.key().orElseThrow())).orElseGet(() -> switch (judge.judge(
                attempt, question, found, written.made().size())) {
            case Judge.Judgement.Accepted(List<Judge.Part> parts) -> accept(parts, attempt, written);
            case Judge.Judgement.Refused(Refusal refusal) ->
                refuse(refusal, attempt.submissions().getFirst());
        });
    }

    /** The answer that a submission would get; nothing is written. A request that is not there yet has no timeline. */
    public Submitted preview(Submission submission, Optional<IdempotencyKeys.Key> key, Instant now) {
        Attempt attempt = new Attempt(List.of(submission), key, now);
        Intake.Question question = judge.question(attempt);
        return first(transaction.call(() -> {
            Intake.Found found = intake.look(question);
            return found.key().map(use -> earlier(use, key.orElseThrow())).orElseGet(() -> switch (judge.judge(
                    attempt, question, found, 0)) {
                case Judge.Judgement.Accepted(List<Judge.Part> parts) ->
                    new SubmittedAll.Accepted(parts.stream()
                            .map(part -> part.standing()
                                    .map(standing -> again(standing, false))
                                    .orElseGet(() -> new Submitted.Accepted(part.request(), List.of(), true)))
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

    private SubmittedAll accept(List<Judge.Part> parts, Attempt attempt, Written written) {
        parts.stream()
                .filter(part -> part.standing().isEmpty())
                .map(Judge.Part::asked)
                .forEach(written.made()::add);
        attempt.key()
                .ifPresent(name -> written.named()
                        .put(
                                name,
                                new IdempotencyKeys.Use(
                                        parts.stream()
                                                .map(part -> part.request().id())
                                                .toList(),
                                        name.bodyDigest(),
                                        parts.stream()
                                                .allMatch(
                                                        part -> part.standing().isEmpty()))));
        return new SubmittedAll.Accepted(parts.stream().map(this::answer).toList());
    }

    private void write(Written written) {
        if (!written.made().isEmpty()) {
            intake.add(written.made());
            transaction.afterCommit(() -> liveCount.add(written.made().size()));
        }
        if (!written.named().isEmpty()) {
            keys.remember(written.named());
        }
    }

    private Submitted.Accepted answer(Judge.Part part) {
        return part.standing()
                .map(standing -> again(standing, false))
                .orElseGet(() -> new Submitted.Accepted(
                        part.asked().request(), List.of(part.asked().first()), true));
    }

    private SubmittedAll earlier(IdempotencyKeys.Use use, IdempotencyKeys.Key key) {
        return use.bodyDigest().equals(key.bodyDigest())
                ? new SubmittedAll.Accepted(use.requests().stream()
                        .map(id -> again(requests.find(id).orElseThrow(), use.made()))
                        .toList())
                : new SubmittedAll.Refused(new Refusal(
                        Reason.KEY_REUSED, "You have used this Idempotency-Key for another body; choose a new key."));
    }

    private Submitted.Accepted again(AccessRequest request, boolean made) {
        return new Submitted.Accepted(request, requests.timeline(request.id()), made);
    }
}
