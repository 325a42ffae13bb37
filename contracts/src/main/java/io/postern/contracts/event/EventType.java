package io.postern.contracts.event;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalogue of events: class, name on the wire, topic, and the one service that may write it (none: any). */
public enum EventType {
    POLICY_CHANGED(PolicyChanged.class, "io.postern.policy.changed.v1", Topic.POLICIES, Source.REQUEST_SERVICE),
    POLICY_DELETED(PolicyDeleted.class, "io.postern.policy.deleted.v1", Topic.POLICIES, Source.REQUEST_SERVICE),
    REQUEST_SUBMITTED(
            RequestSubmitted.class, "io.postern.request.submitted.v1", Topic.REQUESTS, Source.REQUEST_SERVICE),
    REQUEST_CANCELLED(
            RequestCancelled.class, "io.postern.request.cancelled.v1", Topic.REQUESTS, Source.REQUEST_SERVICE),
    REVOCATION_REQUESTED(
            RevocationRequested.class,
            "io.postern.request.revocation-requested.v1",
            Topic.REQUESTS,
            Source.REQUEST_SERVICE),
    EXTENSION_REQUESTED(
            ExtensionRequested.class,
            "io.postern.request.extension-requested.v1",
            Topic.REQUESTS,
            Source.REQUEST_SERVICE),
    DECISION_MADE(DecisionMade.class, "io.postern.decision.made.v1", Topic.DECISIONS, Source.APPROVAL_BOT),
    DECISION_REJECTED(
            DecisionRejected.class,
            "io.postern.approval.decision-rejected.v1",
            Topic.APPROVALS,
            Source.APPROVAL_SERVICE),
    LAPSED(Lapsed.class, "io.postern.approval.lapsed.v1", Topic.APPROVALS, Source.APPROVAL_SERVICE),
    REVIEW_NEEDED(ReviewNeeded.class, "io.postern.approval.review-needed.v1", Topic.APPROVALS, Source.APPROVAL_SERVICE),
    REVIEW_MADE(ReviewMade.class, "io.postern.approval.review-made.v1", Topic.APPROVALS, Source.APPROVAL_SERVICE),
    APPROVAL_NEEDED(ApprovalNeeded.class, "io.postern.approval.needed.v1", Topic.APPROVALS, Source.APPROVAL_SERVICE),
    DECISION_COUNTED(
            DecisionCounted.class, "io.postern.approval.decision-counted.v1", Topic.APPROVALS, Source.APPROVAL_SERVICE),
    APPROVED(Approved.class, "io.postern.approval.approved.v1", Topic.APPROVALS, Source.APPROVAL_SERVICE),
    DENIED(Denied.class, "io.postern.approval.denied.v1", Topic.APPROVALS, Source.APPROVAL_SERVICE),
    RULES_APPLIED(
            RulesApplied.class, "io.postern.enforcement.rules-applied.v1", Topic.ENFORCEMENT, Source.ENFORCER_SERVICE),
    RULES_REMOVED(
            RulesRemoved.class, "io.postern.enforcement.rules-removed.v1", Topic.ENFORCEMENT, Source.ENFORCER_SERVICE),
    ENFORCEMENT_REFUSED(
            EnforcementRefused.class, "io.postern.enforcement.refused.v1", Topic.ENFORCEMENT, Source.ENFORCER_SERVICE),
    DRIFT_FOUND(DriftFound.class, "io.postern.enforcement.drift-found.v1", Topic.ENFORCEMENT, Source.ENFORCER_SERVICE),
    EXPIRING_SOON(ExpiringSoon.class, "io.postern.expiry.expiring-soon.v1", Topic.EXPIRY, Source.EXPIRY_SERVICE),
    EXPIRED(Expired.class, "io.postern.expiry.expired.v1", Topic.EXPIRY, Source.EXPIRY_SERVICE),
    VM_ASSESSED(VmAssessed.class, "io.postern.inventory.vm-assessed.v1", Topic.INVENTORY, Source.ENFORCER_SERVICE),
    SCALE_SET_ASSESSED(
            ScaleSetAssessed.class,
            "io.postern.inventory.scale-set-assessed.v1",
            Topic.INVENTORY,
            Source.ENFORCER_SERVICE),
    ATTEMPT_REFUSED(AttemptRefused.class, "io.postern.observation.attempt-refused.v1", Topic.OBSERVATIONS, null),
    SETTINGS_CHANGED(SettingsChanged.class, "io.postern.observation.settings-changed.v1", Topic.OBSERVATIONS, null),
    PANIC_ORDERED(PanicOrdered.class, "io.postern.observation.panic-ordered.v1", Topic.OBSERVATIONS, null),
    TRAIL_READ(TrailRead.class, "io.postern.observation.trail-read.v1", Topic.OBSERVATIONS, Source.AUDIT_SERVICE),
    PERSON_ERASED(
            PersonErased.class, "io.postern.observation.person-erased.v1", Topic.OBSERVATIONS, Source.AUDIT_SERVICE),
    EVENT_QUARANTINED(EventQuarantined.class, "io.postern.observation.event-quarantined.v1", Topic.OBSERVATIONS, null);

    private final Class<? extends PosternEvent> eventClass;
    private final String wireName;
    private final Topic topic;
    private final @Nullable Source onlyWriter;

    EventType(Class<? extends PosternEvent> eventClass, String wireName, Topic topic, @Nullable Source onlyWriter) {
        this.eventClass = eventClass;
        this.wireName = wireName;
        this.topic = topic;
        this.onlyWriter = onlyWriter;
    }

    public Class<? extends PosternEvent> eventClass() {
        return eventClass;
    }

    public String wireName() {
        return wireName;
    }

    public Topic topic() {
        return topic;
    }

    /** Whether an event of this type that claims to come from {@code source} can be genuine. */
    public boolean mayComeFrom(Source source) {
        return onlyWriter == null ? source != Source.APPROVAL_BOT : onlyWriter == source;
    }

    public static EventType of(PosternEvent event) {
        return Arrays.stream(values())
                .filter(type -> type.eventClass == event.getClass())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not in the catalogue: " + event.getClass()));
    }

    public static Optional<EventType> named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
