package io.postern.approval.domain;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.event.ApprovalNeeded.Stage;
import java.time.Instant;
import java.util.List;

/**
 * Who has to agree to a case, and until when.
 *
 * @param rules the names of the rules that ask, as events tell them
 * @param policyVersion the version of the policy that they are rules of
 */
public record Need(List<Stage> stages, Risk risk, Instant lapsesAt, String rules, String policyVersion) {
    public Need {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("nobody to ask is no need");
        }
    }

    /** How many distinct people it takes. */
    public int places() {
        return stages.stream().mapToInt(Stage::approvals).sum();
    }

    /** The groups of all stages, each once. */
    public List<String> groups() {
        return stages.stream()
                .flatMap(stage -> stage.groups().stream())
                .distinct()
                .toList();
    }
}
