package io.postern.enforcer.domain.approval;

import io.postern.contracts.event.Approved;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;

/** Holds an approval against the caps and against four eyes; a signature alone opens nothing. */
public final class ApprovalCheck {
    private final Limits limits;

    public ApprovalCheck(Limits limits) {
        this.limits = limits;
    }

    /** Why this approval may not be enforced; empty when it may. */
    public Optional<Objection> against(Approved approved, Instant now) {
        if (approved.targets().isEmpty()) {
            return objection("no-targets", "the approval names no virtual machine");
        }
        if (approved.approvers().contains(approved.requester())) {
            return objection("four-eyes", "the requester is among the approvers");
        }
        if (new HashSet<>(approved.approvers()).size() != approved.approvers().size()) {
            return objection("four-eyes", "one approver is counted twice");
        }
        if (!approved.notAfter().isAfter(now)) {
            return objection("too-late", "the approval was over before it came");
        }
        return window(approved, now).or(() -> sources(approved));
    }

    private Optional<Objection> window(Approved approved, Instant now) {
        Duration duration = approved.duration();
        Instant endsAt = approved.endsAt();
        if ((duration == null) == (endsAt == null)) {
            return objection("window", "an approval has either a duration or an end");
        }
        if (duration == null && endsAt != null) {
            if (!endsAt.isAfter(now)) {
                return objection("too-late", "the end lies in the past");
            }
            duration = Duration.between(now, endsAt);
        }
        if (duration == null || duration.isNegative() || duration.isZero()) {
            return objection("window", "the duration is not positive");
        }
        if (duration.compareTo(limits.longestWindow()) > 0) {
            return objection("window", "longer than " + limits.longestWindow());
        }
        return Optional.empty();
    }

    private Optional<Objection> sources(Approved approved) {
        if (approved.personal().sources().isEmpty()) {
            return objection("source", "the approval names no source");
        }
        for (Cidr source : approved.personal().sources()) {
            int shortest =
                    source.family() == AddressFamily.IPV4 ? limits.shortestIpv4Prefix() : limits.shortestIpv6Prefix();
            if (source.prefixLength() < shortest) {
                return objection("source", "a source is wider than /" + shortest);
            }
        }
        return Optional.empty();
    }

    private static Optional<Objection> objection(String reason, String detail) {
        return Optional.of(new Objection(reason, detail));
    }

    /** One reason, as a word for machines and a sentence for people. */
    public record Objection(String reason, String detail) {}
}
