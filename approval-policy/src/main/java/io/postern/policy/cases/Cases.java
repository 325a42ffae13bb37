package io.postern.policy.cases;

import io.postern.policy.ApprovalPolicy;
import io.postern.policy.Ruling;
import io.postern.policy.rule.InWords;
import java.util.List;

/** All cases of one file. */
public record Cases(List<Case> all) {
    public Cases {
        all = List.copyOf(all);
    }

    /** Asks the policy about every case. */
    public List<CaseResult> run(ApprovalPolicy policy) {
        return all.stream()
                .map(one -> {
                    Ruling ruling = policy.decide(one.request());
                    return new CaseResult(
                            one.name(),
                            one.line(),
                            one.expected().met(ruling),
                            one.wanted(),
                            InWords.of(ruling, policy));
                })
                .toList();
    }
}
