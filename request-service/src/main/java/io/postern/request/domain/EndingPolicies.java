package io.postern.request.domain;

import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestCancelled;
import io.postern.contracts.event.RevocationRequested;
import java.time.Instant;

/** Decides whether somebody may end a request early. Ending only ever shrinks access, so little stands against it. */
public final class EndingPolicies {
    private EndingPolicies() {}

    public static EndingDecision decide(
            AccessRequest request, Ending.Kind kind, Caller caller, String comment, Rights rights, Instant now) {
        if (!rights.ends(caller, request.terms(), kind)) {
            return refuse(Reason.NOT_ENTITLED, "Only the requester, or somebody with the right to, may end this.");
        }
        if (request.ending() != null) {
            return new EndingDecision.AlreadyOrdered(request);
        }
        Standing standing = request.at(now);
        if (standing.state().ended()) {
            return refuse(
                    Reason.ALREADY_ENDED,
                    "This request has already ended: " + standing.state().word() + ".");
        }
        if (kind == Ending.Kind.CANCEL && !request.grants().isEmpty()) {
            return refuse(Reason.ALREADY_OPEN, "The access is open already: release it, or revoke it.");
        }
        return new EndingDecision.Ordered(event(request, kind, caller, comment), request.ended(kind));
    }

    private static PosternEvent event(AccessRequest request, Ending.Kind kind, Caller caller, String comment) {
        return switch (kind) {
            case CANCEL -> new RequestCancelled(request.id(), caller.id());
            case REVOKE, RELEASE ->
                new RevocationRequested(
                        request.id(),
                        caller.id(),
                        kind.reason(),
                        new RevocationRequested.Personal(caller.name(), comment));
        };
    }

    private static EndingDecision refuse(Reason reason, String sentence) {
        return new EndingDecision.Refused(new Refusal(reason, sentence));
    }
}
