package io.postern.request.domain;

import static io.postern.request.domain.Phrases.asked;
import static io.postern.request.domain.Phrases.because;
import static io.postern.request.domain.Phrases.length;
import static io.postern.request.domain.Phrases.names;
import static io.postern.request.domain.Phrases.narrowed;
import static io.postern.request.domain.Phrases.people;
import static io.postern.request.domain.Phrases.ports;
import static io.postern.request.domain.Phrases.second;
import static io.postern.request.domain.Phrases.sources;
import static io.postern.request.domain.Phrases.ways;

import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionMade;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.EventQuarantined;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.ExpiringSoon;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Lapsed;
import io.postern.contracts.event.PanicOrdered;
import io.postern.contracts.event.PersonErased;
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
import io.postern.contracts.event.TrailRead;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.net.Cidr;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words of a request's timeline, all in one place. */
public final class Wording {
    private Wording() {}

    /** The line that an event adds; events about other things add none. */
    public static Optional<TimelineEntry> of(PosternEvent event, Instant at) {
        return switch (event) {
            case RequestSubmitted e -> line(at, "submitted", submitted(e));
            case ApprovalNeeded e ->
                line(at, word("approval-needed", e.extension()), about(e.extension(), "Waits for " + asked(e) + "."));
            case DecisionCounted e -> line(at, word("decision-counted", e.extension()), counted(e));
            case DecisionRejected e ->
                line(
                        at,
                        "decision-rejected",
                        "A verdict" + through(e.through()) + " does not count" + because(e.detail()));
            case Approved e -> line(at, word("approved", e.extension()), approved(e));
            case Denied e -> line(at, word("denied", e.extension()), about(e.extension(), e.detail()));
            case Lapsed e ->
                line(
                        at,
                        word("lapsed", e.extension()),
                        about(e.extension(), "Nobody decided in time (rule " + e.policyRule() + ")."));
            case ExtensionRequested e -> line(at, "extension-requested", extension(e));
            case ReviewNeeded e ->
                line(
                        at,
                        "review-needed",
                        "Nobody was asked first, so somebody has to review it by " + second(e.dueAt()) + " (rule "
                                + e.policyRule() + ").");
            case ReviewMade e ->
                line(
                        at,
                        "reviewed",
                        e.personal().reviewerName() + " finds that it was "
                                + (e.justified() ? "justified" : "not justified")
                                + because(e.personal().comment()));
            case RulesApplied e ->
                line(
                        at,
                        "open",
                        e.vm().name() + " is open on " + ports(e.ports()) + " until " + second(e.until())
                                + ways(e.mappedPorts()) + ".");
            case ExpiringSoon e ->
                line(at, "expiring-soon", "Ends at " + second(e.until()) + " unless it is extended.");
            case Expired e -> line(at, "expired", "The time is up.");
            case RulesRemoved e -> removed(e, at);
            case EnforcementRefused e -> line(at, "refused", e.detail());
            case RequestCancelled e -> line(at, "cancelled", "Withdrawn.");
            case RevocationRequested e ->
                line(
                        at,
                        "close-ordered",
                        e.personal().name() + " closes it (" + e.reason().word() + ")"
                                + because(e.personal().comment()));
            case PolicyChanged _,
                    PolicyDeleted _,
                    VmAssessed _,
                    ScaleSetAssessed _,
                    DriftFound _,
                    AttemptRefused _,
                    DecisionMade _,
                    PanicOrdered _,
                    PersonErased _,
                    TrailRead _,
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

    private static Optional<TimelineEntry> removed(RulesRemoved e, Instant at) {
        return e.reason() == CloseReason.EXTENDED
                ? line(at, "extended", e.vm().name() + " stays open; the rule with the earlier end is gone.")
                : line(
                        at,
                        "closed",
                        e.vm().name() + " takes no new connections ("
                                + e.reason().word() + "); open sessions are not cut.");
    }

    private static String submitted(RequestSubmitted e) {
        String emergency = Boolean.TRUE.equals(e.breakGlass()) ? ", in an emergency: nobody is asked first." : ".";
        return "Asked for " + names(e.targets()) + length(e.duration(), e.endsAt()) + emergency;
    }

    private static String extension(ExtensionRequested e) {
        return "Extension " + e.number() + ": " + e.personal().requesterName() + " asks to keep it open until "
                + second(e.endsAt()) + " instead of " + second(e.currentEnd())
                + because(e.personal().justification());
    }

    private static String counted(DecisionCounted e) {
        boolean yes = e.verdict() == Verdict.APPROVE;
        String said = e.personal().approverName()
                + (yes ? " approves" + narrowed(e.personal().narrowed()) : " denies")
                + through(e.through())
                + (yes ? " (" + e.counted() + " of " + e.needed() + ")" : "")
                + because(e.personal().comment());
        return about(e.extension(), said);
    }

    private static String approved(Approved e) {
        String by = Boolean.TRUE.equals(e.breakGlass())
                ? "Approved in an emergency by policy rule " + e.policyRule() + ", nobody was asked"
                : e.approvers().isEmpty()
                        ? "Approved automatically by policy rule " + e.policyRule()
                        : "Approved by " + people(e.approvers().size()) + " (rule " + e.policyRule() + ")";
        return about(e.extension(), by + terms(e) + ".");
    }

    private static String terms(Approved e) {
        if (e.targets().isEmpty()) {
            return "";
        }
        List<Cidr> sources = e.personal().sources();
        return ": " + names(e.targets())
                + (sources.isEmpty() ? "" : " from " + sources(sources))
                + length(e.duration(), e.endsAt());
    }

    private static String through(@Nullable String bot) {
        return bot == null ? "" : " through " + bot;
    }

    private static String word(String what, @Nullable Integer extension) {
        return extension == null ? what : "extension-" + what;
    }

    private static String about(@Nullable Integer extension, String sentence) {
        return extension == null ? sentence : "Extension " + extension + ": " + sentence;
    }
}
