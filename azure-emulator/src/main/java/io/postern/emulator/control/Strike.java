package io.postern.emulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.arm.Circumstances;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Past;
import java.time.Instant;
import java.util.Optional;

/** An order that has hit a request. */
record Strike(Harm harm, Optional<Past> past, long restSeconds) {
    private static final String POLICY = "RequestDisallowedByPolicy";

    Circumstances circumstances(Instant now) {
        return new Circumstances(harm.fate(), past.flatMap(p -> harm.stale().map(lag -> p.asOf(now.minus(lag)))));
    }

    /** The error answer that was ordered, if one was. */
    Optional<Reply> failure(Call call) {
        if (harm.status() == 0) {
            return Optional.empty();
        }
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error").put("code", harm.code()).put("message", harm.message());
        if (harm.code().equals(POLICY)) {
            policy(error, call.segments().isEmpty() ? "" : call.segments().getLast());
        }
        return Optional.of(harm.retryAfter().on(Reply.of(harm.status(), body), restSeconds));
    }

    private void policy(ObjectNode error, String target) {
        error.put("target", target);
        error.put("message", "Resource '" + target + "' was disallowed by policy. Reasons: '" + harm.message() + "'.");
        error.putArray("additionalInfo")
                .addObject()
                .put("type", "PolicyViolation")
                .putObject("info")
                .put("policyAssignmentDisplayName", harm.message())
                .put("policyDefinitionEffect", "deny");
    }
}
