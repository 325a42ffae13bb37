package io.postern.enforcer.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.approval.ApprovalCheck.Objection;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.plan.AccessPlan;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A plan as the API shows it. Not {@code known}: something about it could not be found out now, and {@code detail} says what. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanView(
        boolean known, @Nullable String detail, @Nullable String held, List<Vm> targets) {
    /** What would come of it on one VM; {@code possible} is absent where it is not known. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Vm(
            String vm,
            @Nullable Boolean known,
            @Nullable Boolean possible,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable List<Boundary> boundaries) {}

    /** The rules that would be written to one NSG. */
    public record Boundary(String nsg, List<Rule> rules) {}

    /** One of them; {@code {grant}} and {@code {end}} in its name are fixed only once it is approved. */
    public record Rule(
            String action,
            String name,
            int priority,
            String access,
            String protocol,
            List<String> ports,
            List<String> sources,
            List<String> destinations) {}

    static PlanView of(AccessPlan plan) {
        String unknown = plan.targets().stream()
                .filter(AccessPlan.Unknown.class::isInstance)
                .map(target -> ((AccessPlan.Unknown) target).why())
                .findFirst()
                .orElse(null);
        return new PlanView(
                unknown == null,
                unknown,
                plan.held().orElse(null),
                plan.targets().stream().map(PlanView::vm).toList());
    }

    private static Vm vm(AccessPlan.ForVm target) {
        String id = target.vm().value();
        return switch (target) {
            case AccessPlan.Unknown unknown -> new Vm(id, false, null, null, unknown.why(), null);
            case AccessPlan.Impossible(var _, Objection because) ->
                new Vm(id, null, false, because.reason(), because.detail(), null);
            case AccessPlan.Possible possible ->
                new Vm(
                        id,
                        null,
                        true,
                        possible.without().map(Objection::reason).orElse(null),
                        possible.without().map(Objection::detail).orElse(null),
                        possible.boundaries().stream().map(PlanView::boundary).toList());
        };
    }

    private static Boundary boundary(AccessPlan.AtBoundary plan) {
        return new Boundary(
                plan.boundary().value(),
                plan.writes().stream().map(PlanView::rule).toList());
    }

    private static Rule rule(RuleWrite write) {
        return new Rule(
                write.kind().name().toLowerCase(Locale.ROOT),
                write.name() instanceof RuleName.Opening opening
                        ? "postern-" + opening.instance() + "-{grant}-{end}"
                        : write.name().text(),
                write.priority(),
                write.shape().access().ruleWord(),
                write.shape().protocol().ruleWord(),
                write.shape().ports(),
                write.shape().sources(),
                write.shape().destinations());
    }
}
