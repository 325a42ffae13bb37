package io.postern.messaging;

import java.util.List;

/** What a service does about many events at once: called inside the transaction that remembers all of them as received. */
@FunctionalInterface
public interface EventsHandler {
    /**
     * The events in the order of their records, each once. A {@link PermanentFailure} has them handled again in smaller
     * parts, until the one that is the cause stands alone and goes into quarantine. Any other exception rolls back, and
     * the same events are handled again.
     */
    void handle(List<ReceivedEvent> events) throws Exception;
}
