package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.approval.app.Cases;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as an approver sees it before deciding. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PendingView(
        String requestId,
        String state,
        PersonId requester,
        String requesterName,
        List<TargetView> targets,
        List<String> sources,
        @Nullable Duration duration,
        @Nullable Instant endsAt,
        String justification,
        @Nullable String ticket,
        String rule,
        int counted,
        int needed,
        Instant submittedAt) {

    /** One VM with the ports asked for. */
    public record TargetView(String vm, List<Integer> ports) {}

    static PendingView of(Cases.PendingCase waiting) {
        RequestSubmitted request = waiting.pending().request();
        return new PendingView(
                request.requestId().value(),
                "pending",
                request.requester(),
                request.personal().requesterName(),
                request.targets().stream().map(PendingView::target).toList(),
                request.personal().sources().stream().map(Cidr::toString).toList(),
                request.duration(),
                request.endsAt(),
                request.personal().justification(),
                request.ticket(),
                waiting.pending().need().rule(),
                waiting.pending().decisions().size(),
                waiting.pending().need().approvals(),
                waiting.submittedAt());
    }

    static TargetView target(Target target) {
        return new TargetView(
                target.vm().value(),
                target.ports().stream().map(access -> access.port().number()).toList());
    }
}
