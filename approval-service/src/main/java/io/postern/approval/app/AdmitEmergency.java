package io.postern.approval.app;

import io.postern.approval.domain.GlassLimits;
import io.postern.approval.domain.Humans;
import io.postern.approval.domain.Review;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.ReviewNeeded;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.Ruling;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lets people break the glass within their limits, one at a time: which accounts are one human is the policy's to say, so
 * that no lock on an account would keep two of theirs from both being the last.
 */
public final class AdmitEmergency implements BreakGlass {
    private final Reviews reviews;
    private final Supplier<ApprovalPolicy> today;
    private final Facts facts;

    /** @param today the policy that holds now: accounts found out to be linked count as one at once */
    public AdmitEmergency(Reviews reviews, Supplier<ApprovalPolicy> today, Facts facts) {
        this.reviews = reviews;
        this.today = today;
        this.facts = facts;
    }

    @Override
    public Admission admit(RequestSubmitted request, Ruling.BreaksGlass ruling, ApprovalPolicy policy, Instant now) {
        reviews.queueUp();
        Admission admission = foresee(request, ruling, policy, now);
        if (admission instanceof Admission.Granted) {
            Review owed = new Review(
                    request.requestId(),
                    request.requester(),
                    ruling.reviewers(),
                    now,
                    now.plus(ruling.reviewWithin()),
                    String.join(", ", ruling.rules()),
                    policy.version(),
                    null);
            reviews.add(owed);
            facts.append(new ReviewNeeded(
                    owed.request(),
                    owed.requester(),
                    owed.reviewerGroups(),
                    owed.dueAt(),
                    owed.policyRule(),
                    owed.policyVersion()));
        }
        return admission;
    }

    @Override
    public Admission foresee(RequestSubmitted request, Ruling.BreaksGlass ruling, ApprovalPolicy policy, Instant now) {
        Humans humans = Humans.of(policy, today.get());
        List<Review> earlier = reviews.sinceOrAwaited(now.minus(ruling.per())).stream()
                .filter(review -> humans.same(review.requester(), request.requester()))
                .toList();
        return GlassLimits.lack(ruling, earlier, now)
                .<Admission>map(lack -> new Admission.Refused(lack.reason(), lack.detail()))
                .orElseGet(Admission.Granted::new);
    }
}
