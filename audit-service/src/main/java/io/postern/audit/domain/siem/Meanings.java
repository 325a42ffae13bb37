package io.postern.audit.domain.siem;

import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionMade;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.EventQuarantined;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.ExpiringSoon;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Lapsed;
import io.postern.contracts.event.PanicOrdered;
import io.postern.contracts.event.PersonErased;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyDeleted;
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

/** Finds the meaning of every type of event there is. */
final class Meanings {
    private Meanings() {}

    static Meaning of(Envelope envelope, Ties ties) {
        String source = envelope.source().wireName();
        return switch (envelope.event()) {
            case RequestSubmitted e -> Requests.submitted(e, source);
            case RequestCancelled e -> Requests.cancelled(e, source);
            case RevocationRequested e -> Requests.revocation(e, source);
            case ExtensionRequested e -> Requests.extension(e, source);
            case ReviewNeeded e -> Requests.reviewNeeded(e, source);
            case ReviewMade e -> Requests.reviewed(e, source);
            case PanicOrdered e -> Requests.panic(e, source);
            case ApprovalNeeded e -> Decisions.needed(e, source);
            case DecisionMade e -> Decisions.brought(e, source);
            case DecisionCounted e -> Decisions.counted(e, source);
            case DecisionRejected e -> Decisions.rejected(e, source);
            case Approved e -> Decisions.approved(e, source);
            case Denied e -> Decisions.denied(e, source);
            case Lapsed e -> Decisions.lapsed(e, source);
            case RulesApplied e -> Access.opened(e, source);
            case RulesRemoved e -> Access.closed(e, source, ties);
            case ExpiringSoon e -> Access.nearlyOver(e, source, ties);
            case Expired e -> Access.over(e, source, ties);
            case EnforcementRefused e -> Access.refused(e, source);
            case DriftFound e -> Observations.drift(e, source);
            case AttemptRefused e -> Observations.refused(e, source);
            case EventQuarantined e -> Observations.quarantined(e, source);
            case VmAssessed e -> Observations.assessed(e, source);
            case ScaleSetAssessed e -> Observations.assessed(e, source);
            case TrailRead e -> Readings.read(e, source);
            case PersonErased e -> Readings.erased(e, source);
            case PolicyChanged e -> Configuration.changed(e, source);
            case PolicyDeleted e -> Configuration.deleted(e, source);
            case SettingsChanged e -> Configuration.settings(e, source);
        };
    }
}
