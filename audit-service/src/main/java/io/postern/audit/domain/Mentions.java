package io.postern.audit.domain;

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
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the people in an event, so that what is held about them can be found, and be erased. */
public final class Mentions {
    private Mentions() {}

    public static List<Mention> of(PosternEvent event) {
        return switch (event) {
            case RequestSubmitted e ->
                List.of(Mention.owner(e.requester(), e.personal().requesterName()));
            case RequestCancelled e -> List.of(Mention.of(e.cancelledBy()));
            case RevocationRequested e ->
                List.of(Mention.owner(e.requestedBy(), e.personal().name()));
            case ExtensionRequested e ->
                List.of(Mention.owner(e.requestedBy(), e.personal().requesterName()));
            case DecisionMade e ->
                BroughtVerdict.approver(e.personal().jws()).map(Mention::owner).stream()
                        .toList();
            case DecisionRejected e -> mention(e.approver());
            case DecisionCounted e ->
                List.of(Mention.owner(e.approver(), e.personal().approverName()));
            case Approved e ->
                Stream.concat(
                                Stream.of(Mention.owner(e.requester())),
                                e.approvers().stream()
                                        .filter(approver -> !approver.equals(e.requester()))
                                        .map(Mention::of))
                        .toList();
            case Denied e -> e.deciders().stream().map(Mention::of).toList();
            case ReviewNeeded e -> List.of(Mention.of(e.requester()));
            case ReviewMade e ->
                List.of(Mention.owner(e.reviewer(), e.personal().reviewerName()));
            case PolicyChanged e -> List.of(Mention.of(e.changedBy()));
            case PolicyDeleted e -> List.of(Mention.of(e.deletedBy()));
            case AttemptRefused e -> mention(e.actor());
            case PanicOrdered e -> owner(e.orderedBy(), e.personal().name());
            case TrailRead e ->
                Stream.concat(
                                owner(e.reader(), e.personal().name()).stream(),
                                Optional.ofNullable(e.personal().actor())
                                        .map(actor -> Mention.named(actor, false))
                                        .stream())
                        .toList();
            case PersonErased e -> owner(e.erasedBy(), e.personal().name());
            // Whom these are about, the request says that they belong to.
            case RulesApplied _,
                    RulesRemoved _,
                    EnforcementRefused _,
                    ApprovalNeeded _,
                    Lapsed _,
                    ExpiringSoon _,
                    Expired _ -> List.of();
            case VmAssessed _, ScaleSetAssessed _, DriftFound _, EventQuarantined _, SettingsChanged _ -> List.of();
        };
    }

    private static List<Mention> mention(@Nullable PersonId person) {
        return person == null ? List.of() : List.of(Mention.of(person));
    }

    private static List<Mention> owner(@Nullable PersonId person, String name) {
        return List.of(person == null ? Mention.named(name, true) : Mention.owner(person, name));
    }
}
