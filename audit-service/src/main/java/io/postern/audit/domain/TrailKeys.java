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
import io.postern.contracts.event.Target;
import io.postern.contracts.event.TrailRead;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import java.util.List;
import java.util.Optional;

/** What an event is found by in the trail besides its type and time: its request, and the VMs it is about. */
public record TrailKeys(Optional<RequestId> request, List<VmId> vms) {
    public TrailKeys {
        vms = List.copyOf(vms);
    }

    public static TrailKeys of(PosternEvent event) {
        return switch (event) {
            case RequestSubmitted e -> keys(e.requestId(), vms(e.targets()));
            case Approved e -> keys(e.requestId(), vms(e.targets()));
            case RulesApplied e -> keys(e.requestId(), List.of(e.vm()));
            case RulesRemoved e -> keys(e.requestId(), List.of(e.vm()));
            case EnforcementRefused e ->
                keys(e.requestId(), Optional.ofNullable(e.vm()).stream().toList());
            case RequestCancelled e -> keys(e.requestId(), List.of());
            case RevocationRequested e -> keys(e.requestId(), List.of());
            case ApprovalNeeded e -> keys(e.requestId(), List.of());
            case DecisionCounted e -> keys(e.requestId(), List.of());
            case DecisionMade e -> keys(e.requestId(), List.of());
            case DecisionRejected e -> keys(e.requestId(), List.of());
            case ExtensionRequested e -> keys(e.requestId(), List.of());
            case Lapsed e -> keys(e.requestId(), List.of());
            case ReviewNeeded e -> keys(e.requestId(), List.of());
            case ReviewMade e -> keys(e.requestId(), List.of());
            case Denied e -> keys(e.requestId(), List.of());
            case ExpiringSoon e -> keys(e.requestId(), List.of());
            case Expired e -> keys(e.requestId(), List.of());
            case PolicyChanged e -> new TrailKeys(Optional.empty(), List.of(e.vm()));
            case PolicyDeleted e -> new TrailKeys(Optional.empty(), List.of(e.vm()));
            case ScaleSetAssessed _ -> new TrailKeys(Optional.empty(), List.of());
            case VmAssessed e -> new TrailKeys(Optional.empty(), List.of(e.vm()));
            case AttemptRefused _,
                    DriftFound _,
                    EventQuarantined _,
                    PanicOrdered _,
                    PersonErased _,
                    SettingsChanged _,
                    TrailRead _ -> new TrailKeys(Optional.empty(), List.of());
        };
    }

    private static TrailKeys keys(RequestId request, List<VmId> vms) {
        return new TrailKeys(Optional.of(request), vms);
    }

    private static List<VmId> vms(List<Target> targets) {
        return targets.stream().map(Target::vm).toList();
    }
}
