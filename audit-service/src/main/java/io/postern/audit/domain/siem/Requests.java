package io.postern.audit.domain.siem;

import static io.postern.audit.domain.siem.Kind.CALL_CREATES;
import static io.postern.audit.domain.siem.Kind.CALL_DELETES;
import static io.postern.audit.domain.siem.Kind.CALL_UPDATES;
import static io.postern.audit.domain.siem.Kind.NOTICE;

import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.PanicOrdered;
import io.postern.contracts.event.RequestCancelled;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.ReviewMade;
import io.postern.contracts.event.ReviewNeeded;
import io.postern.contracts.event.RevocationRequested;

/** What people ask for, and what is said of emergencies. */
final class Requests {
    private Requests() {}

    static Meaning submitted(RequestSubmitted e, String source) {
        boolean emergency = Boolean.TRUE.equals(e.breakGlass());
        return new Meaning(CALL_CREATES, "SubmitRequest", "Access was asked for", source)
                .by(e.requester(), e.personal().requesterName())
                .on(e.targets().stream().map(target -> Resource.of(target.vm())).toList())
                .of(emergency ? Severity.HIGH : Severity.INFORMATIONAL)
                .with("targets", Ports.targets(e.targets()))
                .with("duration", e.duration())
                .with("endsAt", e.endsAt())
                .with("ticket", e.ticket())
                .with("breakGlass", e.breakGlass())
                .with("sources", Ports.addresses(e.personal().sources()));
    }

    static Meaning cancelled(RequestCancelled e, String source) {
        return new Meaning(CALL_DELETES, "CancelRequest", "A request was withdrawn before it was open", source)
                .by(e.cancelledBy());
    }

    static Meaning revocation(RevocationRequested e, String source) {
        return new Meaning(CALL_UPDATES, "RevokeAccess", "An early end of access was asked for", source)
                .by(e.requestedBy(), e.personal().name())
                .with("closeReason", e.reason().word());
    }

    static Meaning extension(ExtensionRequested e, String source) {
        return new Meaning(CALL_UPDATES, "RequestExtension", "Longer access was asked for", source)
                .by(e.requestedBy(), e.personal().requesterName())
                .with("extension", e.number())
                .with("from", e.opened())
                .with("until", e.currentEnd())
                .with("endsAt", e.endsAt());
    }

    static Meaning reviewNeeded(ReviewNeeded e, String source) {
        return new Meaning(NOTICE, "AskForReview", "An emergency access has to be looked at", source)
                .of(Severity.MEDIUM)
                .with("requester", e.requester().oid())
                .with("reviewerGroups", e.reviewerGroups())
                .with("dueAt", e.dueAt())
                .with("policyRule", e.policyRule())
                .with("policyVersion", e.policyVersion());
    }

    static Meaning reviewed(ReviewMade e, String source) {
        Meaning meaning = new Meaning(CALL_UPDATES, "ReviewEmergency", "An emergency access was looked at", source)
                .by(e.reviewer(), e.personal().reviewerName())
                .with("justified", e.justified());
        return e.justified()
                ? meaning
                : meaning.of(Severity.HIGH)
                        .ends(Outcome.FAILURE, "not-justified", "The reviewer found the emergency not justified.");
    }

    static Meaning panic(PanicOrdered e, String source) {
        return new Meaning(CALL_UPDATES, "OrderPanic", "Everything was ordered shut at once", source)
                .by(e.orderedBy(), e.personal().name())
                .of(Severity.CRITICAL)
                .with("about", e.about());
    }
}
