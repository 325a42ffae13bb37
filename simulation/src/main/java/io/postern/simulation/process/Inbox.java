package io.postern.simulation.process;

import io.postern.contracts.event.Envelope;
import io.postern.simulation.record.Connection;

/** Takes each event once, in the transaction of its effect. */
final class Inbox {
    private Inbox() {}

    static void once(Connection connection, String consumer, Envelope envelope, Runnable effect) {
        connection.call(() -> {
            if (connection.isNew(consumer + " " + envelope.id().value())) {
                effect.run();
            }
            return envelope;
        });
    }
}
