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
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What would be decided, by which rule of which version, and who would be asked.
 *
 * @param groupNames what the policy calls the groups that are named here by their ids, as far as it gives them names
 */
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
        @Nullable Emergency emergency,
        Map<String, String> groupNames) {

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

    static ForecastView of(Evaluated evaluated, UnaryOperator<String> names) {
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
                        null,
                        Map.of());
            case Evaluated.BreaksGlass broken -> breaksGlass(broken, names);
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
                        null,
                        Map.of());
            case Evaluated.Asks(var _, ApprovalNeeded need) -> asks(need, names);
            case Evaluated.Waits _ -> throw new IllegalStateException("nobody was asked, yet answers are waited for");
        };
    }

    private static ForecastView breaksGlass(Evaluated.BreaksGlass broken, UnaryOperator<String> names) {
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
                new Emergency(ruling.passedOver(), ruling.reviewers(), ruling.reviewWithin()),
                named(
                        Stream.concat(
                                ruling.reviewers().stream(),
                                ruling.passedOver().stream().flatMap(stage -> stage.groups().stream())),
                        names));
    }

    private static ForecastView asks(ApprovalNeeded need, UnaryOperator<String> names) {
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
                null,
                named(need.approverGroups().stream(), names));
    }

    private static Map<String, String> named(Stream<String> groups, UnaryOperator<String> names) {
        Map<String, String> named = new TreeMap<>();
        groups.forEach(id -> named.put(id, names.apply(id)));
        named.entrySet().removeIf(group -> group.getKey().equals(group.getValue()));
        return named;
    }
}
