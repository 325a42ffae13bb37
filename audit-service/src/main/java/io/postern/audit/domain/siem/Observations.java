package io.postern.audit.domain.siem;

import static io.postern.audit.domain.siem.Kind.CALL_READS;
import static io.postern.audit.domain.siem.Kind.FINDING;

import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.EventQuarantined;
import io.postern.contracts.event.ScaleSetAssessed;
import io.postern.contracts.event.VmAssessed;
import java.util.List;

/** What services notice. */
final class Observations {
    private Observations() {}

    static Meaning drift(DriftFound e, String source) {
        return new Meaning(FINDING, "FindDrift", "A rule in Azure is not what it should be", source)
                .opening(null, e.ruleName(), List.of())
                .on(Resource.of(e.boundary()))
                .of(Severity.HIGH)
                .ends(Outcome.FAILURE, e.kind(), e.detail());
    }

    static Meaning refused(AttemptRefused e, String source) {
        return new Meaning(FINDING, "RefuseAttempt", "An attempt was turned away", source)
                .by(e.actor())
                .of(Severity.MEDIUM)
                .ends(Outcome.FAILURE, e.reason(), e.detail())
                .with("action", e.action())
                .with("about", e.about());
    }

    static Meaning quarantined(EventQuarantined e, String source) {
        return new Meaning(FINDING, "QuarantineEvent", "A record could not be taken for an event", source)
                .of(Severity.HIGH)
                .ends(Outcome.FAILURE, "quarantined", e.because())
                .with("consumer", e.consumer())
                .with("topic", e.topic())
                .with("partition", e.partition())
                .with("offset", e.offset());
    }

    static Meaning assessed(VmAssessed e, String source) {
        Meaning meaning = new Meaning(CALL_READS, "AssessVm", "A VM was looked at", source)
                .on(Resource.of(e.vm()))
                .of(e.status() == VmAssessed.JitStatus.BYPASSED ? Severity.HIGH : Severity.INFORMATIONAL)
                .with("jitStatus", e.status())
                .with("jitReason", e.reason())
                .with("location", e.location());
        VmAssessed.Posture posture = e.posture();
        return posture == null
                ? meaning
                : meaning.with("guard", posture.guard()).with("openManagementPorts", posture.openManagementPorts());
    }

    static Meaning assessed(ScaleSetAssessed e, String source) {
        String name = e.id().substring(e.id().lastIndexOf('/') + 1);
        return new Meaning(CALL_READS, "AssessScaleSet", "A scale set was looked at", source)
                .on(new Resource(e.id(), name, "Microsoft.Compute/virtualMachineScaleSets"))
                .with("location", e.location())
                .with("terminationNotice", e.terminationNotice())
                .with("deleted", e.deleted());
    }
}
