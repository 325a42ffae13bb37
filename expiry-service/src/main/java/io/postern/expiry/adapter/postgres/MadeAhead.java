package io.postern.expiry.adapter.postgres;

import io.postern.contracts.event.PosternEvent;
import io.postern.expiry.domain.Moment;
import io.postern.messaging.NextEvents;
import io.postern.messaging.Outbox;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The events of some moments, made by a thread of its own while the database works on those before. */
final class MadeAhead {
    /** Fewer are made sooner than a thread. */
    private static final int FEW = 100;

    private final FutureTask<NextEvents> making;

    private MadeAhead(FutureTask<NextEvents> making) {
        this.making = making;
    }

    static MadeAhead of(Outbox outbox, List<Moment> moments) {
        List<PosternEvent> events = moments.stream().map(Moment::event).toList();
        FutureTask<NextEvents> making = new FutureTask<>(() -> outbox.next(events));
        if (events.size() < FEW) {
            making.run();
        } else {
            Thread.ofVirtual().name("events-ahead").start(making);
        }
        return new MadeAhead(making);
    }

    NextEvents events() {
        try {
            return making.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while events were made", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("events could not be made", e.getCause());
        }
    }
}
