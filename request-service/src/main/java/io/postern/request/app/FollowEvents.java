package io.postern.request.app;

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
import io.postern.contracts.id.RequestId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Approval;
import io.postern.request.domain.Extension;
import io.postern.request.domain.Wording;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps the read model up with what the other services say. Runs inside the transaction that receives the event. */
public final class FollowEvents {
    private static final String LAPSED = "lapsed";

    private final Transaction transaction;
    private final AccessRequests requests;
    private final Vms vms;
    private final Inventory inventory;
    private final ScaleSets scaleSets;
    private final Consumer<RequestId> changed;
    private final InstantSource clock;

    /** {@code changed} is told of each request that a committed event has changed. */
    public FollowEvents(
            Transaction transaction,
            AccessRequests requests,
            Vms vms,
            Inventory inventory,
            ScaleSets scaleSets,
            Consumer<RequestId> changed,
            InstantSource clock) {
        this.transaction = transaction;
        this.requests = requests;
        this.vms = vms;
        this.inventory = inventory;
        this.scaleSets = scaleSets;
        this.changed = changed;
        this.clock = clock;
    }

    public void follow(Envelope envelope) {
        PosternEvent event = envelope.event();
        switch (event) {
            case ApprovalNeeded e -> change(e.requestId(), envelope, request -> request);
            case DecisionCounted e -> change(e.requestId(), envelope, request -> request);
            case Approved e -> change(e.requestId(), envelope, request -> request.approved(e));
            case Denied e -> turnedDown(e.requestId(), e.extension(), envelope, answer(e));
            case Lapsed e -> turnedDown(e.requestId(), e.extension(), envelope, Approval.LAPSED);
            case DecisionRejected e -> change(e.requestId(), envelope, request -> request);
            case ReviewNeeded e -> change(e.requestId(), envelope, request -> request);
            case ReviewMade e -> change(e.requestId(), envelope, request -> request);
            case RulesApplied e -> change(e.requestId(), envelope, request -> request.applied(e));
            case RulesRemoved e -> change(e.requestId(), envelope, request -> request.removed(e));
            case EnforcementRefused e -> change(e.requestId(), envelope, request -> request.refused(e));
            case ExpiringSoon e -> change(e.requestId(), envelope, request -> request);
            case Expired e -> change(e.requestId(), envelope, request -> request.expired(e));
            case VmAssessed e -> vms.assessed(e, clock.instant());
            case ScaleSetAssessed e -> scaleSets.assessed(e);
            case RequestSubmitted _,
                    RequestCancelled _,
                    RevocationRequested _,
                    PolicyChanged _,
                    PolicyDeleted _,
                    DriftFound _,
                    AttemptRefused _,
                    DecisionMade _,
                    ExtensionRequested _,
                    PanicOrdered _,
                    PersonErased _,
                    TrailRead _,
                    SettingsChanged _,
                    EventQuarantined _ -> {
                // Our own facts, and those about other things than requests.
            }
        }
    }

    /** What becomes of an extension changes nothing about how the request stands that it would prolong. */
    private void turnedDown(RequestId id, @Nullable Integer extension, Envelope envelope, Approval answer) {
        change(
                id,
                envelope,
                request -> extension == null
                        ? request.decided(answer)
                        : request.turnedDown(
                                extension,
                                answer == Approval.LAPSED ? Extension.State.LAPSED : Extension.State.DENIED));
    }

    private static Approval answer(Denied denied) {
        return denied.reason().equals(LAPSED) ? Approval.LAPSED : Approval.DENIED;
    }

    /** A request unknown here (a database restored to an earlier day) is nothing to follow. */
    private void change(RequestId id, Envelope envelope, UnaryOperator<AccessRequest> move) {
        requests.lock(id).ifPresent(request -> {
            AccessRequest moved = move.apply(request);
            requests.save(moved, clock.instant());
            if (!goesOn(moved, envelope.event())) {
                Wording.of(envelope.event(), envelope.time()).ifPresent(entry -> requests.note(id, entry));
            }
            remember(request, envelope);
            transaction.afterCommit(() -> changed.accept(id));
        });
    }

    /**
     * Of a rule in whose place a longer one has stepped already, nobody needs to hear that its time is up, or soon will be; nor of
     * the coming end of what ended otherwise.
     */
    private static boolean goesOn(AccessRequest request, PosternEvent event) {
        return switch (event) {
            case Expired over -> request.isSuperseded(over.grantId());
            case ExpiringSoon soon -> request.isSuperseded(soon.grantId()) || !request.hasOpened(soon.grantId());
            default -> false;
        };
    }

    /** When somebody last had access to a VM: a grant opened, or one that had opened went; and when it went. */
    private void remember(AccessRequest before, Envelope envelope) {
        if (envelope.event() instanceof RulesRemoved gone) {
            requests.seenGone(gone.grantId(), envelope.time());
        }
        if (envelope.event() instanceof RulesApplied opened) {
            inventory.used(opened.vm(), before.id(), opened.from());
        }
        if (envelope.event() instanceof RulesRemoved gone && before.hasOpened(gone.grantId())) {
            inventory.used(gone.vm(), before.id(), envelope.time());
        }
    }
}
