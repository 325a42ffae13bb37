package io.postern.expiry.adapter.postgres;

import io.postern.expiry.app.Deadlines.Page;
import io.postern.expiry.domain.Moment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads what comes next page by page: the page behind one that was full is read by a thread of its own while that one is
 * announced, so that a reader who comes for it soon need not wait. There is one reader.
 */
final class PagesAhead {
    /** What others arm meanwhile is not on it; they are not kept waiting by much. */
    private static final Duration FRESH = Duration.ofMillis(250);

    private record Reading(Moment after, Duration within, int atMost, long begun, FutureTask<Page> page) {
        boolean is(Optional<Moment> wantedAfter, Duration wantedWithin, int wanted) {
            return wantedAfter.filter(after::equals).isPresent()
                    && within.equals(wantedWithin)
                    && atMost == wanted
                    && System.nanoTime() - begun < FRESH.toNanos();
        }
    }

    private final DataSource database;
    private @Nullable Reading next;

    PagesAhead(DataSource database) {
        this.database = database;
    }

    Page read(Optional<Moment> after, Duration within, int atMost) {
        Reading ready = next;
        next = null;
        Page page = ready != null && ready.is(after, within, atMost) ? page(ready.page) : load(after, within, atMost);
        if (page.moments().size() == atMost) {
            next = begin(page.moments().getLast(), within, atMost);
        }
        return page;
    }

    private Reading begin(Moment after, Duration within, int atMost) {
        FutureTask<Page> page = new FutureTask<>(() -> load(Optional.of(after), within, atMost));
        Thread.ofVirtual().name("page-ahead").start(page);
        return new Reading(after, within, atMost, System.nanoTime(), page);
    }

    private Page load(Optional<Moment> after, Duration within, int atMost) {
        try (Connection connection = database.getConnection()) {
            return MomentRows.ahead(connection, after, within, atMost);
        } catch (SQLException e) {
            throw new DeadlinesUnavailable(e);
        }
    }

    private static Page page(FutureTask<Page> reading) {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a page was read", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a page could not be read", e.getCause());
        }
    }
}
