package io.postern.contracts.event;

/**
 * A fact that a service tells the others: past tense, immutable. Every record here is one event type; {@link EventType}
 * holds its wire name, topic and only writer. Personal data lives in the component {@code personal} and nowhere else.
 */
public sealed interface PosternEvent
        permits ApprovalNeeded,
                Approved,
                AttemptRefused,
                DecisionCounted,
                DecisionMade,
                DecisionRejected,
                Denied,
                DriftFound,
                EnforcementRefused,
                EventQuarantined,
                Expired,
                ExpiringSoon,
                ExtensionRequested,
                Lapsed,
                PanicOrdered,
                PersonErased,
                PolicyChanged,
                PolicyDeleted,
                RequestCancelled,
                RequestSubmitted,
                ReviewMade,
                ReviewNeeded,
                RevocationRequested,
                RulesApplied,
                RulesRemoved,
                ScaleSetAssessed,
                SettingsChanged,
                TrailRead,
                VmAssessed {

    /** What the fact is about; with the source it orders events and is the record's key. */
    String subject();
}
