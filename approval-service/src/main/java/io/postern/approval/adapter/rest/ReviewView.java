package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.approval.app.Reviews;
import io.postern.approval.domain.Review;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An emergency as its reviewers see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReviewView(
        String requestId,
        PersonId requester,
        String requesterName,
        List<PendingView.TargetView> targets,
        List<String> sources,
        @Nullable Duration duration,
        @Nullable Instant endsAt,
        String justification,
        @Nullable String ticket,
        String rule,
        String policyVersion,
        Instant brokenAt,
        Instant dueAt,
        boolean overdue) {

    static ReviewView of(Reviews.Awaited awaited, Instant now) {
        Review review = awaited.review();
        RequestSubmitted request = awaited.request();
        return new ReviewView(
                review.request().value(),
                review.requester(),
                request.personal().requesterName(),
                request.targets().stream().map(PendingView.TargetView::of).toList(),
                request.personal().sources().stream().map(Cidr::toString).toList(),
                request.duration(),
                request.endsAt(),
                request.personal().justification(),
                request.ticket(),
                review.policyRule(),
                review.policyVersion(),
                review.brokenAt(),
                review.dueAt(),
                review.overdue(now));
    }
}
