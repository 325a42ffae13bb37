package io.postern.audit.app;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether this instance has had to refuse to sign, and why; and when it last had nothing left to sign. */
public final class SigningState {
    private final AtomicReference<@Nullable String> refusal = new AtomicReference<>();
    private volatile Instant complete = Instant.EPOCH;

    /** When every leaf that there was had been signed and published here; the beginning of time if never. */
    public Instant complete() {
        return complete;
    }

    public void completed(Instant now) {
        complete = now;
    }

    public Optional<String> refusal() {
        return Optional.ofNullable(refusal.get());
    }

    public void refused(String reason) {
        refusal.set(reason);
    }
}
