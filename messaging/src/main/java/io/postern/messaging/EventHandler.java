package io.postern.messaging;

import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.PosternEvent;

/** What a service does about an event: called inside the transaction that remembers the event as received. */
@FunctionalInterface
public interface EventHandler {
    /**
     * A {@link PermanentFailure} puts the record into quarantine. Any other exception rolls back and the event is
     * handled again, before every later event of its partition.
     */
    void handle(Envelope envelope, byte[] raw) throws Exception;

    /**
     * Whether such an event has an effect here at all. One that has none costs no transaction, and is not remembered: it
     * may be asked for again at every redelivery.
     */
    default boolean concerns(PosternEvent event) {
        return true;
    }

    /**
     * Called before that transaction begins, and again before it is repeated: for what may be begun meanwhile, changes nothing
     * and does not fail. What it returns is run when the transaction is over, however it ended.
     */
    default Runnable ahead(PosternEvent event) {
        return () -> {};
    }
}
