package io.postern.enforcer.domain.plan;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.approval.ApprovalCheck.Objection;
import io.postern.enforcer.domain.boundary.RuleWrite;
import java.util.List;
import java.util.Optional;

/** What would come of a wish, VM by VM. {@code held}: why nothing would be opened at present, although all is well. */
public record AccessPlan(List<ForVm> targets, Optional<String> held) {
    public AccessPlan {
        targets = List.copyOf(targets);
    }

    /** What would come of it on one VM. */
    public sealed interface ForVm {
        VmId vm();
    }

    /** These rules would be written; {@code without} says why a part of the wish would still be refused. */
    public record Possible(VmId vm, List<AtBoundary> boundaries, Optional<Objection> without) implements ForVm {
        public Possible {
            boundaries = List.copyOf(boundaries);
        }
    }

    /** The enforcer would refuse it. */
    public record Impossible(VmId vm, Objection because) implements ForVm {}

    /** It cannot be told now. */
    public record Unknown(VmId vm, String why) implements ForVm {}

    /** The rules that would be written to one boundary. */
    public record AtBoundary(BoundaryId boundary, List<RuleWrite> writes) {
        public AtBoundary {
            writes = List.copyOf(writes);
        }
    }
}
