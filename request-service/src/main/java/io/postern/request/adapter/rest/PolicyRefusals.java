package io.postern.request.adapter.rest;

import io.postern.problems.Problem;
import io.postern.request.domain.PolicyReason;
import io.postern.request.domain.PolicyRefusal;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/** How each reason not to write a policy is said over HTTP; the first decides, all are listed. */
final class PolicyRefusals {
    private PolicyRefusals() {}

    static Response response(List<PolicyRefusal> refusals) {
        PolicyRefusal first = refusals.getFirst();
        Problem problem = Problem.named(name(first.reason()), status(first.reason()), first.sentence());
        return refusals.size() == 1
                ? problem.response()
                : problem.with(refusals.stream().map(PolicyRefusal::sentence).toList())
                        .response();
    }

    static Response notEntitled() {
        return Problem.named("not-entitled", 403, "Seeing this needs one of this service's roles.")
                .response();
    }

    static Response unknownVm() {
        return Problem.named("unknown-vm", 404, "No such VM is known here; new VMs are seen within a minute.")
                .response();
    }

    static Response preconditionFailed() {
        return Problem.named(
                        "precondition-failed",
                        412,
                        "The policy has changed since you read it; read it again and decide.")
                .response();
    }

    private static String name(PolicyReason reason) {
        return reason == PolicyReason.VM_UNKNOWN
                ? "unknown-vm"
                : reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int status(PolicyReason reason) {
        return switch (reason.nature()) {
            case MALFORMED -> 400;
            case FORBIDDEN -> 403;
            case UNKNOWN -> 404;
            case CONFLICT -> 409;
        };
    }
}
