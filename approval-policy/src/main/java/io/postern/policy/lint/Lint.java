package io.postern.policy.lint;

import io.postern.policy.ApprovalPolicy;
import io.postern.policy.rule.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Everything there is to say about a policy without a request. */
public final class Lint {
    private Lint() {}

    /** The worst first. With a directory it also finds stages that too few people could fill. */
    public static List<Remark> of(ApprovalPolicy policy, Optional<GroupDirectory> directory) {
        if (!(policy instanceof Policy known)) {
            return List.of();
        }
        List<Remark> remarks = new ArrayList<>();
        remarks.addAll(OfConditions.remarks(known.parts()));
        remarks.addAll(OfShadows.remarks(known.parts()));
        remarks.addAll(OfRequirements.remarks(known.parts()));
        remarks.addAll(OfNames.remarks(known.parts()));
        directory.ifPresent(people -> remarks.addAll(new OfPeople(known.parts(), people).remarks()));
        remarks.sort(Comparator.comparing(Remark::severity));
        return remarks;
    }
}
