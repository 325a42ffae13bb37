package io.postern.audit.domain.story;

import static io.postern.audit.domain.story.Phrases.because;
import static io.postern.audit.domain.story.Phrases.length;
import static io.postern.audit.domain.story.Phrases.ports;
import static io.postern.audit.domain.story.Phrases.second;
import static io.postern.audit.domain.story.Phrases.targets;

import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.ExpiringSoon;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Lapsed;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestCancelled;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.ReviewMade;
import io.postern.contracts.event.ReviewNeeded;
import io.postern.contracts.event.RevocationRequested;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The trail tells an event in the words that the requester reads in the timeline, so that nobody has to translate. */
public final class Words {
    private Words() {}

    /** The line of an event; those that the timeline passes over have none. */
    public static Optional<Line> of(PosternEvent event) {
        return Optional.ofNullable(
                switch (event) {
                    case RequestSubmitted e -> new Line("submitted", submitted(e));
                    case ApprovalNeeded e ->
                        line("approval-needed", e.extension(), "Waits for " + Phrases.asked(e) + ".");
                    case DecisionCounted e -> line("decision-counted", e.extension(), counted(e));
                    case DecisionRejected e ->
                        new Line(
                                "decision-rejected",
                                "A verdict" + through(e.through()) + " does not count" + because(e.detail()));
                    case Approved e -> line("approved", e.extension(), approved(e));
                    case Denied e -> line("denied", e.extension(), e.detail());
                    case Lapsed e ->
                        line("lapsed", e.extension(), "Nobody decided in time (rule " + e.policyRule() + ").");
                    case ExtensionRequested e -> new Line("extension-requested", extension(e));
                    case ReviewNeeded e ->
                        new Line(
                                "review-needed",
                                "Nobody was asked first, so somebody has to review it by " + second(e.dueAt())
                                        + " (rule " + e.policyRule() + ").");
                    case ReviewMade e ->
                        new Line(
                                "reviewed",
                                e.personal().reviewerName() + " finds that it was "
                                        + (e.justified() ? "justified" : "not justified")
                                        + because(e.personal().comment()));
                    case RequestCancelled _ -> new Line("cancelled", "Withdrawn.");
                    case RevocationRequested e ->
                        new Line(
                                "close-ordered",
                                e.personal().name() + " closes it ("
                                        + e.reason().word() + ")"
                                        + because(e.personal().comment()));
                    default -> enforced(event);
                });
    }

    private static @Nullable Line enforced(PosternEvent event) {
        return switch (event) {
            case RulesApplied e ->
                new Line(
                        "open",
                        e.vm().name() + " is open on " + ports(e.ports()) + " until " + second(e.until())
                                + Phrases.ways(e.mappedPorts()) + ".");
            case RulesRemoved e
            when e.reason() == CloseReason.EXTENDED ->
                new Line("extended", e.vm().name() + " stays open; the rule with the earlier end is gone.");
            case RulesRemoved e ->
                new Line(
                        "closed",
                        e.vm().name() + " takes no new connections ("
                                + e.reason().word() + "); open sessions are not cut.");
            case EnforcementRefused e -> new Line("refused", e.detail());
            case ExpiringSoon e ->
                new Line("expiring-soon", "Ends at " + second(e.until()) + " unless it is extended.");
            case Expired _ -> new Line("expired", "The time is up.");
            default -> null;
        };
    }

    private static Line line(String what, @Nullable Integer extension, String sentence) {
        return extension == null
                ? new Line(what, sentence)
                : new Line("extension-" + what, "Extension " + extension + ": " + sentence);
    }

    private static String submitted(RequestSubmitted e) {
        boolean emergency = Boolean.TRUE.equals(e.breakGlass());
        return "Asked for " + targets(e.targets()) + length(e.duration(), e.endsAt())
                + (emergency ? ", in an emergency: nobody is asked first." : ".");
    }

    private static String extension(ExtensionRequested e) {
        return "Extension " + e.number() + ": " + e.personal().requesterName() + " asks to keep it open until "
                + second(e.endsAt()) + " instead of " + second(e.currentEnd())
                + because(e.personal().justification());
    }

    private static String counted(DecisionCounted e) {
        String said = e.verdict() == Verdict.APPROVE
                ? " approves" + Phrases.narrowed(e.personal().narrowed()) + through(e.through()) + " (" + e.counted()
                        + " of " + e.needed() + ")"
                : " denies" + through(e.through());
        return e.personal().approverName() + said + because(e.personal().comment());
    }

    private static String approved(Approved e) {
        String by;
        if (Boolean.TRUE.equals(e.breakGlass())) {
            by = "Approved in an emergency by policy rule " + e.policyRule() + ", nobody was asked";
        } else if (e.approvers().isEmpty()) {
            by = "Approved automatically by policy rule " + e.policyRule();
        } else {
            by = "Approved by " + Phrases.approvers(e.approvers().size()) + " (rule " + e.policyRule() + ")";
        }
        return by + Phrases.terms(e) + ".";
    }

    private static String through(@Nullable String bot) {
        return bot == null ? "" : " through " + bot;
    }
}
