package io.postern.approval.domain;

import io.postern.contracts.id.VmId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The policy that says whether people must agree: short access to the named VMs needs nobody, any other VM and longer
 * access one approver, very long access two. Over several VMs the strictest answer wins.
 */
public record ApprovalPolicy(Set<String> automaticVms, String approverGroup) {
    /** Which policy decided, for the trail. */
    public static final String VERSION = "built-in-1";

    private static final Duration AUTOMATIC_UP_TO = Duration.ofHours(3);
    private static final Duration ONE_APPROVER_UP_TO = Duration.ofHours(4);

    public ApprovalPolicy {
        automaticVms =
                automaticVms.stream().map(vm -> vm.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        if (approverGroup.isBlank()) {
            throw new IllegalArgumentException("name the group that approvers are in");
        }
    }

    public Ruling rule(List<VmId> vms, Duration length) {
        if (length.compareTo(ONE_APPROVER_UP_TO) > 0) {
            return new Ruling.NeedsApprovers(2, List.of(approverGroup), "over-4h-two-approvers");
        }
        if (length.compareTo(AUTOMATIC_UP_TO) > 0) {
            return new Ruling.NeedsApprovers(1, List.of(approverGroup), "over-3h-one-approver");
        }
        if (vms.isEmpty() || !vms.stream().allMatch(this::isAutomatic)) {
            return new Ruling.NeedsApprovers(1, List.of(approverGroup), "guarded-vm-one-approver");
        }
        return new Ruling.Automatic("automatic-up-to-3h");
    }

    /** A VM is named by its whole id, or by its name alone wherever it is. */
    private boolean isAutomatic(VmId vm) {
        return automaticVms.contains(vm.key())
                || automaticVms.contains(vm.name().toLowerCase(Locale.ROOT));
    }
}
