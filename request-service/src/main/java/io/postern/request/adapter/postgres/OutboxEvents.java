package io.postern.request.adapter.postgres;

import io.postern.contracts.event.PosternEvent;
import io.postern.messaging.Outbox;
import io.postern.request.app.Events;
import jakarta.inject.Singleton;

/** Events told through the transactional outbox. */
@Singleton
public class OutboxEvents implements Events {
    private final Outbox outbox;

    OutboxEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void append(PosternEvent event) {
        outbox.append(event);
    }
}
