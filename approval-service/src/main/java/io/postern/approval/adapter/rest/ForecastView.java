package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.approval.domain.Evaluated;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.ApprovalNeeded.Stage;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Denied;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What would be decided, by which rule of which version, and who would be asked. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ForecastView(
        String decision,
        String detail,
        String rule,
        String policyVersion,
        int approvals,
        List<String> groups,
        @Nullable Asked asked,
        @Nullable Refused refused,
        @Nullable Emergency emergency) {

    /** Who would be asked, stage by stage, how much is at stake, and until when they would have to answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Asked(
            List<Stage> stages,
            String risk,
            Instant lapsesAt,
            @Nullable String confirmAt) {}

    /** Why not: a word for machines, and a sentence for each thing that is missing. */
    public record Refused(String reason, List<String> unmet) {}

    /** Who would be passed over, and who would have to look at it how soon. */
    public record Emergency(List<Stage> passedOver, List<String> reviewers, Duration reviewWithin) {}

    static ForecastView of(Evaluated evaluated) {
        return switch (evaluated) {
            case Evaluated.Approves(var _, Approved approved) ->
                new ForecastView(
                        "automatic",
                        "Approved at once, nobody is asked.",
                        approved.policyRule(),
                        approved.policyVersion(),
                        0,
                        List.of(),
                        null,
                        null,
                        null);
            case Evaluated.BreaksGlass broken -> breaksGlass(broken);
            case Evaluated.Denies(var _, Denied denied, List<String> unmet) ->
                new ForecastView(
                        "denied",
                        denied.detail(),
                        denied.policyRule(),
                        denied.policyVersion(),
                        0,
                        List.of(),
                        null,
                        new Refused(denied.reason(), unmet),
                        null);
            case Evaluated.Asks(var _, ApprovalNeeded need) -> asks(need);
            case Evaluated.Waits _ -> throw new IllegalStateException("nobody was asked, yet answers are waited for");
        };
    }

    private static ForecastView breaksGlass(Evaluated.BreaksGlass broken) {
        Approved approved = broken.granted().terms();
        var ruling = broken.ruling();
        return new ForecastView(
                "break-glass",
                "Approved at once as an emergency; it is looked at afterwards.",
                approved.policyRule(),
                approved.policyVersion(),
                0,
                List.of(),
                null,
                null,
                new Emergency(ruling.passedOver(), ruling.reviewers(), ruling.reviewWithin()));
    }

    private static ForecastView asks(ApprovalNeeded need) {
        String people = need.approvals() == 1 ? "one approver" : need.approvals() + " approvers";
        return new ForecastView(
                "needs-approval",
                "Waits for " + people + ".",
                need.policyRule(),
                need.policyVersion(),
                need.approvals(),
                need.approverGroups(),
                new Asked(
                        need.stages(),
                        String.valueOf(need.risk()).toLowerCase(Locale.ROOT),
                        Objects.requireNonNull(need.lapsesAt()),
                        need.confirmAt()),
                null,
                null);
    }
}
