package io.postern.contracts.event;

import io.postern.contracts.id.EventId;
import java.time.Instant;

/**
 * An event with what CloudEvents says about it. {@code version} grows with each event of one source about one subject: a
 * consumer that has seen a higher one ignores this one. Gaps mean nothing.
 */
public record Envelope(EventId id, Source source, long version, Instant time, PosternEvent event) {
    public Envelope {
        if (version < 1) {
            throw new IllegalArgumentException("a version is positive");
        }
        if (!EventType.of(event).mayComeFrom(source)) {
            throw new IllegalArgumentException(
                    source.wireName() + " does not write " + EventType.of(event).wireName());
        }
    }

    public String subject() {
        return event.subject();
    }

    public EventType type() {
        return EventType.of(event);
    }
}
