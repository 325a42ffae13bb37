package io.postern.portal.domain.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What would become of a wish, as the services tell it. */
public record DryRun(String id, List<String> sources, Outcome dryRun) {
    /** What they say. */
    public record Outcome(Forecast approval, Plan plan) {}

    /** What approval-service would decide. */
    public record Forecast(
            boolean known,
            String detail,
            String decision,
            String rule,
            @Nullable Asked asked,
            @Nullable Refused refused,
            @Nullable Emergency emergency,
            @Nullable Map<String, String> groupNames) {
        public Forecast {
            detail = Given.text(detail);
            decision = Given.text(decision);
            rule = Given.text(rule);
        }

        /** What the policy calls these groups; their ids, which say little, where it gives them no names. */
        public String named(List<String> groups) {
            Map<String, String> names = groupNames == null ? Map.of() : groupNames;
            return groups.stream().map(id -> names.getOrDefault(id, id)).collect(Collectors.joining(", "));
        }
    }

    /** Who would be asked, and until when they would have to answer. */
    public record Asked(
            List<Stage> stages, String risk, @Nullable Instant lapsesAt) {
        public Asked {
            stages = Given.list(stages);
            risk = Given.text(risk);
        }
    }

    /** People that one rule asks. */
    public record Stage(String rule, List<String> groups, int approvals) {
        public Stage {
            rule = Given.text(rule);
            groups = Given.list(groups);
        }

        public String who() {
            return approvals == 1 ? "One approver" : approvals + " approvers";
        }
    }

    /** Why not. */
    public record Refused(String reason, List<String> unmet) {
        public Refused {
            unmet = Given.list(unmet);
        }
    }

    /** Who would be passed over, and who would look at it afterwards. */
    public record Emergency(List<String> reviewers, String reviewWithin) {
        public Emergency {
            reviewers = Given.list(reviewers);
            reviewWithin = Given.text(reviewWithin);
        }

        public String withinText() {
            return Given.length(reviewWithin).map(Given::words).orElse(reviewWithin);
        }
    }

    /** What the enforcer would write. */
    public record Plan(boolean known, String detail, String held, List<ForVm> targets) {
        public Plan {
            detail = Given.text(detail);
            held = Given.text(held);
            targets = Given.list(targets);
        }
    }

    /** What it would write for one VM, or why it would not. */
    public record ForVm(String vm, @Nullable Boolean possible, String detail, List<AtNsg> boundaries) {
        public ForVm {
            detail = Given.text(detail);
            boundaries = Given.list(boundaries);
        }

        public String name() {
            return Given.name(vm);
        }

        public boolean impossible() {
            return Boolean.FALSE.equals(possible);
        }
    }

    /** The rules that one NSG would get. */
    public record AtNsg(String nsg, List<Rule> rules) {
        public AtNsg {
            rules = Given.list(rules);
        }

        public String name() {
            return Given.name(nsg);
        }
    }

    /** One of them. */
    public record Rule(
            String action,
            String name,
            int priority,
            String access,
            String protocol,
            List<String> ports,
            List<String> sources,
            List<String> destinations) {
        public Rule {
            ports = Given.list(ports);
            sources = Given.list(sources);
            destinations = Given.list(destinations);
        }

        /** From where to where, as one line. */
        public String text() {
            String any = protocol.equals("*") ? "any protocol" : protocol;
            return access + " " + any + " " + String.join(", ", ports) + " from " + joined(sources) + " to "
                    + joined(destinations);
        }

        private static String joined(List<String> blocks) {
            return blocks.stream().map(Given::source).collect(Collectors.joining(", "));
        }
    }

    public DryRun {
        id = Given.text(id);
        sources = Given.list(sources);
    }

    /** The addresses that it would be for. */
    public String from() {
        return sources.stream().map(Given::source).collect(Collectors.joining(", "));
    }
}
