package io.postern.request.app;

import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.RequestId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Extending;
import io.postern.request.domain.ExtensionDecision;
import io.postern.request.domain.ExtensionPolicies;
import io.postern.request.domain.Limits;
import io.postern.request.domain.Reason;
import io.postern.request.domain.Refusal;
import io.postern.request.domain.Rights;
import io.postern.request.domain.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks to keep an access for longer: decides whether that may be asked, records it, tells it. */
public final class ExtendRequest {
    private final Transaction transaction;
    private final Intake intake;
    private final AccessRequests requests;
    private final IdempotencyKeys keys;
    private final Events events;
    private final Rights rights;
    private final Limits limits;
    private final Supplier<String> nonces;
    private final Consumer<RequestId> changed;

    /** {@code changed} is told of the request after each commit with a new extension. */
    public ExtendRequest(
            Transaction transaction,
            Intake intake,
            AccessRequests requests,
            IdempotencyKeys keys,
            Events events,
            Rights rights,
            Limits limits,
            Supplier<String> nonces,
            Consumer<RequestId> changed) {
        this.transaction = transaction;
        this.intake = intake;
        this.requests = requests;
        this.keys = keys;
        this.events = events;
        this.rights = rights;
        this.limits = limits;
        this.nonces = nonces;
        this.changed = changed;
    }

    public Extended extend(RequestId id, Extending wish, Optional<IdempotencyKeys.Key> key, Instant now) {
        return transaction.call(() -> seen(id, wish)
                .map(request -> {
                    Intake.Found found = intake.lock(List.of(question(request, wish, key, now)))
                            .getFirst();
                    AccessRequest locked = requests.lock(id).orElseThrow();
                    return answer(locked, wish, key, found, now, decision -> write(locked, decision, wish, key, now));
                })
                .orElseGet(Extended.Unknown::new));
    }

    /** The answer that the same wish would get; nothing is written. */
    public Extended preview(RequestId id, Extending wish, Optional<IdempotencyKeys.Key> key, Instant now) {
        return transaction.call(() -> seen(id, wish)
                .map(request ->
                        answer(request, wish, key, intake.look(question(request, wish, key, now)), now, decision -> {}))
                .orElseGet(Extended.Unknown::new));
    }

    private Optional<AccessRequest> seen(RequestId id, Extending wish) {
        return requests.find(id).filter(request -> rights.reads(wish.caller(), request.terms()));
    }

    private static Intake.Question question(
            AccessRequest request, Extending wish, Optional<IdempotencyKeys.Key> key, Instant now) {
        return new Intake.Question(
                wish.caller().id(),
                request.effective().targets().stream().map(Target::vm).toList(),
                List.of(),
                key,
                now);
    }

    private Extended answer(
            AccessRequest request,
            Extending wish,
            Optional<IdempotencyKeys.Key> key,
            Intake.Found found,
            Instant now,
            Consumer<ExtensionDecision> write) {
        if (found.key().isPresent()) {
            return earlier(found.key().get(), key.orElseThrow(), request);
        }
        ExtensionDecision decision = ExtensionPolicies.decide(wish, request, found.vms(), limits, nonces.get(), now);
        write.accept(decision);
        return switch (decision) {
            case ExtensionDecision.Asked(var _, AccessRequest asked) -> new Extended.Accepted(asked);
            case ExtensionDecision.AlreadyAsked(AccessRequest already) -> new Extended.Accepted(already);
            case ExtensionDecision.Refused(Refusal refusal) -> new Extended.Refused(refusal);
        };
    }

    private static Extended earlier(IdempotencyKeys.Use use, IdempotencyKeys.Key key, AccessRequest request) {
        return use.bodyDigest().equals(key.bodyDigest()) && use.requests().equals(List.of(request.id()))
                ? new Extended.Accepted(request)
                : new Extended.Refused(new Refusal(
                        Reason.KEY_REUSED, "You have used this Idempotency-Key for something else; choose a new key."));
    }

    private void write(
            AccessRequest request,
            ExtensionDecision decision,
            Extending wish,
            Optional<IdempotencyKeys.Key> key,
            Instant now) {
        switch (decision) {
            case ExtensionDecision.Asked(ExtensionRequested event, AccessRequest asked) -> {
                requests.save(asked, now);
                Wording.of(event, now).ifPresent(entry -> requests.note(asked.id(), entry));
                events.append(event);
                remember(key, asked.id());
                transaction.afterCommit(() -> changed.accept(asked.id()));
            }
            case ExtensionDecision.AlreadyAsked _ -> remember(key, request.id());
            case ExtensionDecision.Refused(Refusal refusal) -> {
                if (refusal.reason() == Reason.NOT_ENTITLED) {
                    events.append(new AttemptRefused(
                            request.id().value(), wish.caller().id(), "extend", "not-entitled", refusal.sentence()));
                }
            }
        }
    }

    private void remember(Optional<IdempotencyKeys.Key> key, RequestId request) {
        key.ifPresent(name ->
                keys.remember(Map.of(name, new IdempotencyKeys.Use(List.of(request), name.bodyDigest(), false))));
    }
}
