package io.postern.emulator.arm;

import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The long-running operations: the newest ten thousand, and which resource each one touched last. */
final class Operations {
    private final Duration latency;
    private final BooleanSupplier refusesBusy;
    private final Map<String, Operation> byId = newest();
    private final Map<String, Operation> byResource = newest();
    private Optional<Fate> ordered = Optional.empty();
    private Optional<Operation> lastStarted = Optional.empty();

    Operations(Duration latency) {
        this(latency, () -> false);
    }

    /** With {@code refusesBusy} a write does not supersede the one under way, but is refused. */
    Operations(Duration latency, BooleanSupplier refusesBusy) {
        this.latency = latency;
        this.refusesBusy = refusesBusy;
    }

    /** From here on the next operation has this fate. */
    void expect(Optional<Fate> fate) {
        ordered = fate;
        lastStarted = Optional.empty();
    }

    /** The operation that was started since. */
    Optional<Operation> lastStarted() {
        return lastStarted;
    }

    /** Refuses a write on a security group on which another is under way, where that is the way of this Azure. */
    void checkFree(String group, Instant now) {
        if (refusesBusy.getAsBoolean()) {
            find(group).filter(o -> o.running(now)).ifPresent(o -> {
                throw ArmError.notYet(
                        "RetryableErrorDueToAnotherOperation",
                        "Operation on " + group + " cannot go ahead while operation " + o.kind() + " (" + o.id()
                                + ") is in progress on it or on something that it needs.",
                        retryAfter());
            });
        }
    }

    /** Refuses what refers to a security group that is not, or not yet, as it was ordered; where that is the way of this Azure. */
    void checkProvisioned(String group, String user, Instant now) {
        if (refusesBusy.getAsBoolean() && !provisioningState(group, now).equals("Succeeded")) {
            throw ArmError.notYet(
                    "ReferencedResourceNotProvisioned",
                    "Cannot proceed with operation because resource " + group + " used by resource " + user
                            + " is not in Succeeded state. It is in " + provisioningState(group, now) + " state.",
                    retryAfter());
        }
    }

    /** Starts an operation on {@code target} inside {@code boundary}; a running one on that boundary is superseded. */
    Operation start(String kind, String boundary, String target, Instant now) {
        Operation operation = new Operation(kind, now, latency, ordered);
        ordered = Optional.empty();
        lastStarted = Optional.of(operation);
        find(boundary).filter(running -> running.running(now)).ifPresent(r -> r.supersededBy(operation));
        byId.put(operation.id(), operation);
        byResource.put(key(boundary), operation);
        byResource.put(key(target), operation);
        return operation;
    }

    String provisioningState(String resource, Instant now) {
        return find(resource).map(o -> o.provisioningState(now)).orElse("Succeeded");
    }

    /** Adds the headers by which a client follows an operation. */
    Reply announced(Reply reply, Operation operation, Call call, String provider, String location) {
        String base = call.base() + "/subscriptions/" + call.segments().get(1) + "/providers/" + provider
                + "/locations/" + location + "/";
        String query = "?api-version=" + call.query("api-version").orElseThrow();
        Reply announced = reply.with("Azure-AsyncOperation", base + "operations/" + operation.id() + query)
                .with("Retry-After", retryAfter());
        return reply.status() == 202
                ? announced.with("Location", base + "operationResults/" + operation.id() + query)
                : announced;
    }

    /** The operation resource: 200 whatever became of it. */
    Reply status(String id, Instant now) {
        Operation operation = require(id);
        var body = Json.object();
        String status = operation.status(now);
        body.put("status", status);
        if (operation.successor() != null) {
            var error = body.putObject("error");
            error.put("code", "Canceled").put("message", "Operation was canceled.");
            error.putArray("details")
                    .addObject()
                    .put("code", "CanceledAndSupersededDueToAnotherOperation")
                    .put("message", superseded(operation));
        } else {
            operation
                    .failure(now)
                    .ifPresent(
                            f -> body.putObject("error").put("code", f.code()).put("message", f.message()));
        }
        Reply reply = Reply.of(200, body);
        return operation.running(now) ? reply.with("Retry-After", retryAfter()) : reply;
    }

    /** The address in Location: 202 while it runs, then the end. */
    Reply result(String id, Call call) {
        Operation operation = require(id);
        if (operation.successor() != null) {
            return new ArmError(409, "CanceledAndSupersededDueToAnotherOperation", superseded(operation)).reply();
        }
        Optional<Fate> failure = operation.failure(call.at());
        if (failure.isPresent()) {
            int status = failure.get().ends() == Fate.Ending.FAILED ? 500 : 409;
            return new ArmError(status, failure.get().code(), failure.get().message()).reply();
        }
        return operation.running(call.at())
                ? Reply.of(202)
                        .with(
                                "Location",
                                call.base() + call.path() + "?api-version="
                                        + call.query("api-version").orElseThrow())
                        .with("Retry-After", retryAfter())
                : Reply.of(204);
    }

    private Operation require(String id) {
        return Optional.ofNullable(byId.get(id))
                .orElseThrow(() -> ArmError.notFound("OperationNotFound", "Operation " + id + " was not found."));
    }

    private Optional<Operation> find(String resource) {
        return Optional.ofNullable(byResource.get(key(resource)));
    }

    private static String superseded(Operation operation) {
        Operation successor = operation.successor();
        return "Operation " + operation.kind() + " (" + operation.id() + ") was canceled and superseded by operation "
                + (successor == null ? "" : successor.kind() + " (" + successor.id() + ")") + ".";
    }

    // NB. whole seconds is all the header can say, and clients read 0 as "my own default", which is 30 s in some.
    String retryAfter() {
        return Long.toString(Math.max(1, latency.plusMillis(999).toSeconds()));
    }

    private static String key(String resource) {
        return resource.toLowerCase(Locale.ROOT);
    }

    private static Map<String, Operation> newest() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Operation> eldest) {
                return size() > 10_000;
            }
        };
    }
}
