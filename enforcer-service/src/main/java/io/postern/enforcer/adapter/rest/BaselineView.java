package io.postern.enforcer.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.enforcer.domain.nsg.RuleShape;
import io.postern.enforcer.domain.plan.BaselinePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What would keep ports shut, as the API shows it. Not {@code known}: it could not be found out now, and {@code detail} says why. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BaselineView(
        boolean known,
        @Nullable Boolean possible,
        @Nullable String reason,
        @Nullable String detail,
        List<Boundary> boundaries) {
    /** The denies in one NSG; each bypass is a sentence about a rule that lets packets past all the same. */
    public record Boundary(String nsg, List<Rule> rules, List<String> bypasses) {}

    /** One deny. {@code stands}: it is there already, exactly so. */
    public record Rule(
            String name,
            int priority,
            String direction,
            String access,
            String protocol,
            List<String> ports,
            List<String> sources,
            List<String> destinations,
            boolean stands) {
        static Rule of(BaselinePlan.Deny deny) {
            RuleShape shape = deny.shape();
            return new Rule(
                    deny.name(),
                    deny.priority(),
                    "Inbound",
                    shape.access().ruleWord(),
                    shape.protocol().ruleWord(),
                    shape.ports(),
                    shape.sources(),
                    shape.destinations(),
                    deny.stands());
        }
    }

    static BaselineView of(BaselinePlan plan) {
        return switch (plan) {
            case BaselinePlan.Unknown(String why) -> new BaselineView(false, null, null, why, List.of());
            case BaselinePlan.Impossible(var because) ->
                new BaselineView(true, false, because.reason(), because.detail(), List.of());
            case BaselinePlan.Possible(var boundaries) ->
                new BaselineView(
                        true,
                        true,
                        null,
                        null,
                        boundaries.stream()
                                .map(at -> new Boundary(
                                        at.boundary().value(),
                                        at.denies().stream().map(Rule::of).toList(),
                                        at.bypasses()))
                                .toList());
        };
    }
}
