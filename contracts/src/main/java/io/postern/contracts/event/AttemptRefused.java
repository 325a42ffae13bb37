package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import org.jspecify.annotations.Nullable;

/** Somebody tried what they may not, or what is malformed, and was turned away. */
public record AttemptRefused(String about, @Nullable PersonId actor, String action, String reason, String detail)
        implements PosternEvent {
    @Override
    public String subject() {
        return about;
    }
}
