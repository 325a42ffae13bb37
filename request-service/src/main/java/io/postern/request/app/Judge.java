package io.postern.request.app;

import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.id.RequestId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Fingerprint;
import io.postern.request.domain.Limits;
import io.postern.request.domain.Quota;
import io.postern.request.domain.Refusal;
import io.postern.request.domain.Repeats;
import io.postern.request.domain.Submission;
import io.postern.request.domain.SubmissionDecision;
import io.postern.request.domain.SubmissionPolicies;
import io.postern.request.domain.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides on one person's submissions: the policies, then whether they repeat what is live, then the limits. */
final class Judge {
    private final Intake intake;
    private final AccessRequests requests;
    private final Limits limits;
    private final Quota quota;
    private final Supplier<RequestId> ids;
    private final Supplier<String> nonces;
    private final LiveCount liveCount;

    Judge(
            Intake intake,
            AccessRequests requests,
            Limits limits,
            Quota quota,
            Supplier<RequestId> ids,
            Supplier<String> nonces,
            LiveCount liveCount) {
        this.intake = intake;
        this.requests = requests;
        this.limits = limits;
        this.quota = quota;
        this.ids = ids;
        this.nonces = nonces;
        this.liveCount = liveCount;
    }

    /** What was asked for, and the live request that stands for it already if there is one. */
    record Part(Intake.Made asked, Optional<AccessRequest> standing) {
        AccessRequest request() {
            return standing.orElse(asked.request());
        }
    }

    /** The judgement on all submissions together. */
    sealed interface Judgement {
        record Accepted(List<Part> parts) implements Judgement {}

        record Refused(Refusal refusal) implements Judgement {}
    }

    /** What has to be known to judge an attempt. */
    Intake.Question question(Attempt attempt) {
        return new Intake.Question(
                attempt.person(),
                attempt.submissions().stream()
                        .flatMap(submission -> submission.targets().stream())
                        .map(Submission.Wanted::vm)
                        .toList(),
                attempt.submissions().stream()
                        .map(submission -> Fingerprint.of(submission, limits, attempt.now()))
                        .toList(),
                attempt.key(),
                attempt.now());
    }

    /** Judges an attempt; {@code before} requests of others have just been accepted and are not counted as live yet. */
    Judgement judge(Attempt attempt, Intake.Question question, Intake.Found found, int before) {
        List<Submission> submissions = attempt.submissions();
        Instant now = attempt.now();
        List<AccessRequest> live = new ArrayList<>(
                found.alike().stream().flatMap(id -> requests.find(id).stream()).toList());
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < submissions.size(); i++) {
            switch (SubmissionPolicies.decide(submissions.get(i), found.vms(), limits, ids.get(), nonces.get(), now)) {
                case SubmissionDecision.Refused(Refusal refusal) -> {
                    return new Judgement.Refused(refusal);
                }
                case SubmissionDecision.Submitted(RequestSubmitted event) -> {
                    Part part = part(event, question.fingerprints().get(i), live, now);
                    parts.add(part);
                    if (part.standing().isEmpty()) {
                        live.add(part.request());
                    }
                }
            }
        }
        return withinQuota(parts, found, before, now);
    }

    private static Part part(RequestSubmitted event, String fingerprint, List<AccessRequest> live, Instant now) {
        AccessRequest asked = AccessRequest.submitted(event, now);
        Optional<AccessRequest> standing = Repeats.among(live, asked.terms(), now);
        return new Part(
                new Intake.Made(asked, fingerprint, Wording.of(event, now).orElseThrow(), event), standing);
    }

    private Judgement withinQuota(List<Part> parts, Intake.Found found, int before, Instant now) {
        int more = Math.toIntExact(
                parts.stream().filter(part -> part.standing().isEmpty()).count());
        if (more > 0) {
            long all = liveCount.at(now, () -> intake.live(quota.ofAll(), now));
            Optional<Refusal> refusal = quota.against(more, found.live(), all + before);
            if (refusal.isPresent()) {
                return new Judgement.Refused(refusal.get());
            }
        }
        return new Judgement.Accepted(parts);
    }
}
