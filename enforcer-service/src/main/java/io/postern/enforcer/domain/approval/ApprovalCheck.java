package io.postern.enforcer.domain.approval;

import io.postern.contracts.event.Approved;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds an approval against the caps and against four eyes; a signature alone opens nothing. */
public final class ApprovalCheck {
    private ApprovalCheck() {}

    /** Why this approval may not be enforced; empty when it may. */
    public static Optional<Objection> against(Approved approved, Limits limits, Instant now) {
        if (approved.targets().isEmpty()) {
            return objection("no-targets", "the approval names no virtual machine");
        }
        if (approved.approvers().contains(approved.requester())) {
            return objection("four-eyes", "the requester is among the approvers");
        }
        if (new HashSet<>(approved.approvers()).size() != approved.approvers().size()) {
            return objection("four-eyes", "one approver is counted twice");
        }
        if (Boolean.TRUE.equals(approved.breakGlass()) && !approved.approvers().isEmpty()) {
            return objection("break-glass", "nobody approves what passes the approvers over");
        }
        if (!approved.notAfter().isAfter(now)) {
            return objection("too-late", "the approval was over before it came");
        }
        return terms(approved.duration(), approved.endsAt(), approved.personal().sources(), limits, now);
    }

    /** Why access so long and from there may not be given, whoever approves it; empty when it may. */
    public static Optional<Objection> terms(
            @Nullable Duration duration, @Nullable Instant endsAt, List<Cidr> sources, Limits limits, Instant now) {
        return window(duration, endsAt, limits, now).or(() -> sources(sources, limits));
    }

    private static Optional<Objection> window(
            @Nullable Duration asked, @Nullable Instant endsAt, Limits limits, Instant now) {
        Duration duration = asked;
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

    private static Optional<Objection> sources(List<Cidr> sources, Limits limits) {
        if (sources.isEmpty()) {
            return objection("source", "the approval names no source");
        }
        for (Cidr source : sources) {
            if (!limits.allow(source)) {
                return objection(
                        "source",
                        source.prefixLength() == 0
                                ? "the policy does not open its VM to every address"
                                : "a source is wider than /" + limits.shortest(source.family()));
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
