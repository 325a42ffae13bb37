package io.postern.approval.app;

import io.postern.approval.domain.Approver;
import io.postern.approval.domain.Humans;
import io.postern.approval.domain.Review;
import io.postern.approval.domain.ReviewOutcome;
import io.postern.approval.domain.Reviewing;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.ReviewMade;
import io.postern.contracts.id.RequestId;
import io.postern.policy.ApprovalPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes somebody's look at an emergency, and shows who may look at which. */
public final class MakeReview {
    private static final int MOST_LISTED = 500;

    private final Reviews reviews;
    private final Policies policies;
    private final Facts facts;
    private final UnitOfWork unitOfWork;

    public MakeReview(Reviews reviews, Policies policies, Facts facts, UnitOfWork unitOfWork) {
        this.reviews = reviews;
        this.policies = policies;
        this.facts = facts;
        this.unitOfWork = unitOfWork;
    }

    /** Those that this person may make; never of an emergency of their own. */
    public List<Reviews.Awaited> awaiting(Approver reviewer) {
        return unitOfWork.doing(() -> reviews.awaited(reviewer.groups(), MOST_LISTED).stream()
                .filter(awaited ->
                        !humans(awaited.review()).same(awaited.review().requester(), reviewer.id()))
                .toList());
    }

    /** Empty when there was no emergency of this id. */
    public Optional<ReviewOutcome> make(
            RequestId request, Approver reviewer, boolean justified, String comment, Instant now) {
        return unitOfWork.doing(() -> reviews.hold(request).map(review -> {
            Reviewing reviewing =
                    new Reviewing(humans(review), policies.current().botsUpTo());
            ReviewOutcome outcome = reviewing.review(review, reviewer, justified, comment, now);
            apply(request, reviewer, outcome);
            return outcome;
        }));
    }

    private void apply(RequestId request, Approver reviewer, ReviewOutcome outcome) {
        switch (outcome) {
            case ReviewOutcome.Made(Review.Made made, boolean again)
            when !again -> {
                reviews.keep(made, request);
                facts.append(new ReviewMade(
                        request,
                        made.reviewer(),
                        made.justified(),
                        new ReviewMade.Personal(made.name(), made.comment())));
            }
            case ReviewOutcome.Made _ -> {}
            case ReviewOutcome.NotMade(ReviewOutcome.Reason reason) -> tell(request, reviewer, reason);
        }
    }

    /** Who tried what they may not is part of the trail; who was merely late is not. */
    private void tell(RequestId request, Approver reviewer, ReviewOutcome.Reason reason) {
        switch (reason) {
            case OWN_REQUEST, NOT_A_REVIEWER ->
                facts.append(
                        new AttemptRefused(request.value(), reviewer.id(), "review", reason.word(), reason.sentence()));
            case STEP_UP, ALREADY_REVIEWED -> {}
        }
    }

    /** By the policy that let the glass be broken, and by today's. */
    private Humans humans(Review review) {
        ApprovalPolicy now = policies.current();
        return Humans.of(policies.version(review.policyVersion()).orElse(now), now);
    }
}
