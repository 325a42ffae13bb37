package io.postern.emulator.arm;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One long-running operation. Its effect is there from the start; it says so only after the configured latency, or never, when
 * a later operation on the same security group takes its place.
 *
 * <pre>InProgress ──latency──▶ Succeeded      InProgress ──superseded──▶ Canceled</pre>
 */
final class Operation {
    private final String id = UUID.randomUUID().toString();
    private final String kind;
    private final Instant completesAt;
    private @Nullable Operation successor;

    Operation(String kind, Instant completesAt) {
        this.kind = kind;
        this.completesAt = completesAt;
    }

    String id() {
        return id;
    }

    String kind() {
        return kind;
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

    String status(Instant now) {
        return successor != null ? "Canceled" : now.isBefore(completesAt) ? "InProgress" : "Succeeded";
    }

    /** Whether what it changed is still being brought about, by itself or by its successors. */
    boolean unsettled(Instant now) {
        Operation last = this;
        while (last.successor != null) {
            last = last.successor;
        }
        return now.isBefore(last.completesAt);
    }
}
