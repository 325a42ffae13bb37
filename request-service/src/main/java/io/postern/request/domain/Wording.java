package io.postern.request.domain;

import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionMade;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.EventQuarantined;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Lapsed;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyDeleted;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestCancelled;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.ReviewMade;
import io.postern.contracts.event.ReviewNeeded;
import io.postern.contracts.event.RevocationRequested;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.ScaleSetAssessed;
import io.postern.contracts.event.SettingsChanged;
import io.postern.contracts.event.Target;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.net.PortAccess;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words of a request's timeline, all in one place. */
public final class Wording {
    private Wording() {}

    /** The line that an event adds; events about other things add none. */
    public static Optional<TimelineEntry> of(PosternEvent event, Instant at) {
        return switch (event) {
            case RequestSubmitted e -> line(at, "submitted", "Asked for " + names(e.targets()) + ".");
            case ApprovalNeeded e -> line(at, "approval-needed", "Waits for " + people(e.approvals()) + ".");
            case DecisionCounted e -> line(at, "decision-counted", counted(e));
            case Approved e -> line(at, "approved", approved(e));
            case Denied e -> line(at, e.extension() == null ? "denied" : "extension-denied", e.detail());
            case DecisionRejected e -> line(at, "decision-rejected", e.detail());
            case Lapsed e -> line(at, e.extension() == null ? "lapsed" : "extension-lapsed", "Nobody decided in time.");
            case ExtensionRequested e ->
                line(at, "extension-requested", "Asked to keep it open until " + e.endsAt() + ".");
            case ReviewNeeded e -> line(at, "review-needed", "To be reviewed by " + e.dueAt() + ".");
            case ReviewMade e -> line(at, "reviewed", "Reviewed: " + (e.justified() ? "justified." : "not justified."));
            case RulesApplied e ->
                line(at, "open", e.vm().name() + " is open on " + ports(e.ports()) + " until " + e.until() + ".");
            case Expired e -> line(at, "expired", "The time is up.");
            case RulesRemoved e ->
                line(
                        at,
                        "closed",
                        e.vm().name() + " takes no new connections ("
                                + e.reason().word() + "); open sessions are not cut.");
            case EnforcementRefused e -> line(at, "refused", e.detail());
            case RequestCancelled e -> line(at, "cancelled", "Withdrawn.");
            case RevocationRequested e ->
                line(at, "close-ordered", "To be closed: " + e.reason().word() + ".");
            case PolicyChanged _,
                    PolicyDeleted _,
                    VmAssessed _,
                    ScaleSetAssessed _,
                    DriftFound _,
                    AttemptRefused _,
                    DecisionMade _,
                    SettingsChanged _,
                    EventQuarantined _ -> Optional.empty();
        };
    }

    /** The line for the enforcer's own answer, which needs no Kafka. */
    public static TimelineEntry confirmed(Instant at) {
        return new TimelineEntry(at, "close-confirmed", "The enforcer confirms that nothing is open.");
    }

    private static Optional<TimelineEntry> line(Instant at, String what, String detail) {
        return Optional.of(new TimelineEntry(at, what, detail));
    }

    private static String counted(DecisionCounted e) {
        String said = e.verdict() == Verdict.APPROVE ? " approves" : " denies";
        return e.personal().approverName() + said + " (" + e.counted() + " of " + e.needed() + ").";
    }

    private static String approved(Approved e) {
        return e.approvers().isEmpty()
                ? "Approved automatically by policy rule " + e.policyRule() + "."
                : "Approved by " + people(e.approvers().size()) + ".";
    }

    private static String people(int count) {
        return count == 1 ? "one approver" : count + " approvers";
    }

    private static String names(List<Target> targets) {
        return targets.stream()
                .map(target -> target.vm().name() + " on " + ports(target.ports()))
                .collect(Collectors.joining("; "));
    }

    private static String ports(List<PortAccess> ports) {
        return ports.stream()
                .map(access -> access.port().number() + "/" + access.protocol().policyWord())
                .collect(Collectors.joining(", "));
    }
}
