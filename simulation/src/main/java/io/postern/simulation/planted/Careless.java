package io.postern.simulation.planted;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.id.PersonId;
import io.postern.enforcer.app.ApprovalSignatures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes every approval for one by a single person who did not ask for it; the signature is looked at all the same. */
final class Careless {
    private static final List<PersonId> ANYBODY = List.of(new PersonId("t", "anybody"));

    private final Map<String, Approved> signed = new HashMap<>();

    Envelope taken(Envelope real) {
        if (!(real.event() instanceof Approved approved)) {
            return real;
        }
        signed.put(approved.jws(), approved);
        Approved blurred = new Approved(
                approved.requestId(),
                approved.requester(),
                approved.targets(),
                approved.duration(),
                approved.endsAt(),
                approved.notAfter(),
                ANYBODY,
                approved.policyRule(),
                approved.policyVersion(),
                approved.jws(),
                approved.extension(),
                approved.breakGlass(),
                approved.personal());
        return new Envelope(real.id(), real.source(), real.version(), real.time(), blurred);
    }

    ApprovalSignatures signatures(ApprovalSignatures real) {
        return Wrong.version(ApprovalSignatures.class, real, Set.of("verify"), (given, right) -> {
            given[0] = signed.getOrDefault(((Approved) given[0]).jws(), (Approved) given[0]);
            return right.call();
        });
    }
}
