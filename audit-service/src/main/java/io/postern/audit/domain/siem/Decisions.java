package io.postern.audit.domain.siem;

import static io.postern.audit.domain.siem.Kind.CALL_CREATES;
import static io.postern.audit.domain.siem.Kind.CALL_UPDATES;
import static io.postern.audit.domain.siem.Kind.NOTICE;

import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionMade;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.Lapsed;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.PersonId;

/** How requests are decided. */
final class Decisions {
    private Decisions() {}

    static Meaning needed(ApprovalNeeded e, String source) {
        return new Meaning(NOTICE, "AskForApproval", "People have to agree to a request", source)
                .with("approvalsNeeded", e.approvals())
                .with("approverGroups", e.approverGroups())
                .with("extension", e.extension())
                .with("risk", e.risk())
                .with("lapsesAt", e.lapsesAt())
                .with("policyRule", e.policyRule())
                .with("policyVersion", e.policyVersion());
    }

    static Meaning brought(DecisionMade e, String source) {
        return new Meaning(CALL_CREATES, "BringDecision", "A bot brought a verdict", source)
                .through(e.bot())
                .with("through", e.bot());
    }

    static Meaning counted(DecisionCounted e, String source) {
        boolean agrees = e.verdict() == Verdict.APPROVE;
        return new Meaning(CALL_UPDATES, agrees ? "Agree" : "Disagree", "A verdict counts", source)
                .by(e.approver(), e.personal().approverName())
                .with("verdict", agrees ? "approve" : "deny")
                .with("counted", e.counted())
                .with("needed", e.needed())
                .with("extension", e.extension())
                .with("through", e.through());
    }

    static Meaning rejected(DecisionRejected e, String source) {
        return new Meaning(CALL_UPDATES, "RejectDecision", "A verdict does not count", source)
                .by(e.approver())
                .of(Severity.MEDIUM)
                .ends(Outcome.FAILURE, e.reason(), e.detail())
                .with("extension", e.extension())
                .with("through", e.through());
    }

    static Meaning approved(Approved e, String source) {
        boolean emergency = Boolean.TRUE.equals(e.breakGlass());
        return new Meaning(CALL_UPDATES, "ApproveRequest", "A request is approved", source)
                .on(e.targets().stream().map(target -> Resource.of(target.vm())).toList())
                .of(emergency ? Severity.HIGH : Severity.INFORMATIONAL)
                .with("approvers", e.approvers().stream().map(PersonId::oid).toList())
                .with("targets", Ports.targets(e.targets()))
                .with("duration", e.duration())
                .with("endsAt", e.endsAt())
                .with("notAfter", e.notAfter())
                .with("extension", e.extension())
                .with("breakGlass", e.breakGlass())
                .with("sources", Ports.addresses(e.personal().sources()))
                .with("policyRule", e.policyRule())
                .with("policyVersion", e.policyVersion());
    }

    static Meaning denied(Denied e, String source) {
        return new Meaning(CALL_UPDATES, "DenyRequest", "A request is denied", source)
                .of(Severity.LOW)
                .ends(Outcome.FAILURE, e.reason(), e.detail())
                .with("deciders", e.deciders().stream().map(PersonId::oid).toList())
                .with("extension", e.extension())
                .with("policyRule", e.policyRule())
                .with("policyVersion", e.policyVersion());
    }

    static Meaning lapsed(Lapsed e, String source) {
        return new Meaning(CALL_UPDATES, "LapseRequest", "Nobody decided in time", source)
                .of(Severity.LOW)
                .ends(Outcome.FAILURE, "lapsed", "Nobody decided in time.")
                .with("extension", e.extension())
                .with("policyRule", e.policyRule())
                .with("policyVersion", e.policyVersion());
    }
}
