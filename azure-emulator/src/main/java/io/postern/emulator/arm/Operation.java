package io.postern.emulator.arm;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One long-running operation. Its effect is there from the start; it says so only after the configured latency, or never, when
 * a later operation on the same security group takes its place or another fate was ordered for it.
 *
 * <pre>InProgress ──latency──▶ Succeeded      InProgress ──superseded──▶ Canceled      InProgress ──ordered──▶ Failed, Canceled</pre>
 */
final class Operation {
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final String id = UUID.randomUUID().toString();
    private final String kind;
    private final Instant completesAt;
    private final Optional<Fate> fate;
    private @Nullable Operation successor;

    Operation(String kind, Instant now, Duration latency, Optional<Fate> fate) {
        this.kind = kind;
        this.fate = fate;
        Duration usual = fate.filter(f -> f.ends() == Fate.Ending.NEVER).isPresent() ? NEVER : latency;
        this.completesAt = now.plus(fate.flatMap(Fate::after).orElse(usual));
    }

    String id() {
        return id;
    }

    String kind() {
        return kind;
    }

    Instant completesAt() {
        return completesAt;
    }

    @Nullable
    Operation successor() {
        return successor;
    }

    boolean running(Instant now) {
        return successor == null && now.isBefore(completesAt);
    }

    void supersededBy(Operation later) {
        successor = later;
    }

    /** The fate that has befallen it by itself, when that is an error. */
    Optional<Fate> failure(Instant now) {
        return running(now)
                ? Optional.empty()
                : fate.filter(f -> !f.ends().code().isEmpty());
    }

    String status(Instant now) {
        return successor != null
                ? "Canceled"
                : now.isBefore(completesAt)
                        ? "InProgress"
                        : failure(now).map(f -> f.ends().status()).orElse("Succeeded");
    }

    /** What the resource it touched says of itself: whether the change is still being brought about, here or by successors. */
    String provisioningState(Instant now) {
        Operation last = this;
        while (last.successor != null) {
            last = last.successor;
        }
        boolean failed =
                last.failure(now).filter(f -> f.ends() == Fate.Ending.FAILED).isPresent();
        return now.isBefore(last.completesAt) ? "Updating" : failed ? "Failed" : "Succeeded";
    }
}
