package io.postern.audit.app;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether this instance has had to refuse to sign, and why. */
public final class SigningState {
    private final AtomicReference<@Nullable String> refusal = new AtomicReference<>();

    public Optional<String> refusal() {
        return Optional.ofNullable(refusal.get());
    }

    public void refused(String reason) {
        refusal.set(reason);
    }
}
