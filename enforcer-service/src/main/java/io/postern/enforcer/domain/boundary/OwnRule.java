package io.postern.enforcer.domain.boundary;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import java.util.function.Predicate;

/**
 * A rule that we recorded before we wrote it. {@code seen}: it was read back as it should be. {@code unwanted}: a baseline
 * whose VM is not protected any more, or does not stand here any more, so that it is to go.
 */
public record OwnRule(RuleName name, VmId vm, int priority, boolean seen, boolean unwanted) {
    public OwnRule(RuleName name, VmId vm, int priority, boolean seen) {
        this(name, vm, priority, seen, false);
    }

    /** The same rule; unwanted if it is the baseline of a VM that surely stands {@code elsewhere}. */
    public OwnRule unlessOf(Predicate<VmId> elsewhere) {
        return name instanceof RuleName.Baseline && elsewhere.test(vm)
                ? new OwnRule(name, vm, priority, seen, true)
                : this;
    }
}
