package io.postern.approval.config;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.event.ApprovalNeeded.Stage;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.RequestFacts;
import io.postern.policy.Ruling;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The policy of an installation without a file of its own: short access to the named VMs needs nobody, any other VM and
 * longer access one approver, very long access two.
 */
record BuiltInPolicy(Set<String> automaticVms, String approverGroup) implements ApprovalPolicy {
    private static final Duration AUTOMATIC_UP_TO = Duration.ofHours(3);
    private static final Duration ONE_APPROVER_UP_TO = Duration.ofHours(4);
    private static final Duration PATIENCE = Duration.ofHours(24);
    private static final int EXTENSIONS = 3;

    BuiltInPolicy {
        automaticVms =
                automaticVms.stream().map(vm -> vm.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        if (approverGroup.isBlank()) {
            throw new IllegalArgumentException("name the group that approvers are in");
        }
    }

    @Override
    public String version() {
        return "built-in-1";
    }

    @Override
    public String text() {
        return "";
    }

    @Override
    public Ruling decide(RequestFacts request) {
        if (request.breakGlass()) {
            return new Ruling.Denies(
                    List.of(), "not-an-emergency-rule", "There is no rule for emergencies.", List.of());
        }
        if (request.length().compareTo(ONE_APPROVER_UP_TO) > 0) {
            return asks(2, "over-4h-two-approvers");
        }
        if (request.length().compareTo(AUTOMATIC_UP_TO) > 0) {
            return asks(1, "over-3h-one-approver");
        }
        return request.targets().stream().allMatch(target -> isAutomatic(target.vm()))
                ? new Ruling.Automatic(List.of("automatic-up-to-3h"))
                : asks(1, "guarded-vm-one-approver");
    }

    private Ruling asks(int people, String rule) {
        return new Ruling.Asks(
                List.of(rule), List.of(new Stage(rule, List.of(approverGroup), people)), Risk.LOW, PATIENCE);
    }

    /** A VM is named by its whole id, or by its name alone wherever it is. */
    private boolean isAutomatic(VmId vm) {
        return automaticVms.contains(vm.key())
                || automaticVms.contains(vm.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Risk botsUpTo() {
        return Risk.MEDIUM;
    }

    @Override
    public int extensionsAtMost() {
        return EXTENSIONS;
    }

    @Override
    public boolean sameHuman(PersonId a, PersonId b) {
        return a.equals(b);
    }

    @Override
    public boolean looksAtGroups(boolean breakGlass) {
        return false;
    }

    @Override
    public boolean looksAtInventory() {
        return false;
    }
}
