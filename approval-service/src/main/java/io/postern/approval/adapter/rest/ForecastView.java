package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.approval.domain.Evaluated;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Denied;
import java.util.List;

/** What would be decided, by which rule of which version, and who would be asked. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ForecastView(
        String decision, String detail, String rule, String policyVersion, int approvals, List<String> groups) {
    static ForecastView of(Evaluated evaluated) {
        return switch (evaluated) {
            case Evaluated.Approves(var _, Approved approved) ->
                new ForecastView(
                        "automatic",
                        "Approved at once, nobody is asked.",
                        approved.policyRule(),
                        approved.policyVersion(),
                        0,
                        List.of());
            case Evaluated.Denies(var _, Denied denied) ->
                new ForecastView("denied", denied.detail(), denied.policyRule(), denied.policyVersion(), 0, List.of());
            case Evaluated.Asks(var _, ApprovalNeeded need) -> asks(need);
            case Evaluated.Waits _ -> throw new IllegalStateException("nobody was asked, yet answers are waited for");
        };
    }

    private static ForecastView asks(ApprovalNeeded need) {
        String people = need.approvals() == 1 ? "one approver" : need.approvals() + " approvers";
        return new ForecastView(
                "needs-approval",
                "Waits for " + people + ".",
                need.policyRule(),
                need.policyVersion(),
                need.approvals(),
                need.approverGroups());
    }
}
