package io.postern.expiry.app;

import io.postern.expiry.domain.Deadline;
import io.postern.expiry.domain.Laps;
import io.postern.expiry.domain.Moment;
import io.postern.expiry.domain.Pause;
import io.postern.expiry.domain.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;

/**
 * Announces every moment that has come, each once, oldest first; of a backlog two lots may be under way at a time. It reads
 * ahead into a window, so that at the moment itself there is nothing left to look for. Its own clock says when to try, the
 * database's whether the moment has come: nothing is early by that clock, and late by no more than the difference, or a look
 * round.
 */
public final class ExpireDue {
    private static final int BATCH = 10_000;
    /** A moment that comes meanwhile waits for as long as a page takes. */
    private static final int PAGE = 100;
    /** Of what is overdue, where it is not the length of a step that counts but their number. */
    private static final int LARGE_PAGE = 10_000;

    /** Another instance holds a moment for as long as its transaction lasts, which is milliseconds, or until it is dropped. */
    private static final Duration OTHERS_TURN = Duration.ofMillis(250);

    private static final int NEWS = 10_000;

    private final Deadlines deadlines;
    private final Duration ahead;
    private final Pause pause;
    private final Window window;
    private final Laps laps;
    private final BlockingQueue<Moment> news = new ArrayBlockingQueue<>(NEWS);
    private volatile int inMemory;
    private volatile Instant lastStep = Instant.EPOCH;

    /**
     * @param ahead how far is read ahead
     * @param room how many moments are kept in memory at most
     * @param pause its longest is the time between two looks round
     */
    public ExpireDue(Deadlines deadlines, Duration ahead, int room, Pause pause) {
        if (ahead.compareTo(pause.atMost().multipliedBy(2)) < 0 || room < 2 * PAGE) {
            throw new IllegalArgumentException("a window of " + ahead + " and " + room + " moments is too small");
        }
        this.deadlines = deadlines;
        this.ahead = ahead;
        this.pause = pause;
        this.window = new Window(room, ahead);
        this.laps = new Laps(pause.atMost());
    }

    /** A deadline was armed here. True when something of it comes so soon that {@link #at} wants to know; the rest is read. */
    public boolean armed(Deadline deadline, Instant now) {
        boolean soon = false;
        for (Moment moment : deadline.moments()) {
            soon |= moment.isDue(now.plus(ahead)) && news.offer(moment);
        }
        return soon;
    }

    /** One step, which reads one page at most; how long nothing will be to do after it. */
    public Duration at(Instant now) {
        for (Moment moment = news.poll(); moment != null; moment = news.poll()) {
            window.add(moment);
        }
        announce(now, now);
        if (laps.wanted(now) && window.hasRoomFor(PAGE)) {
            // A clock that is behind the database's is no reason to be late by more than a look round.
            read(now).filter(now::isBefore).ifPresent(reached -> announce(reached, now));
        }
        inMemory = window.size();
        lastStep = now;
        return rest(now);
    }

    /** How many moments are in memory. */
    public int inMemory() {
        return inMemory;
    }

    /** When the last step began that came to its end: one that cannot read or announce does not. */
    public Instant lastStep() {
        return lastStep;
    }

    private void announce(Instant reached, Instant now) {
        List<Moment> due = window.due(reached, BATCH);
        if (due.isEmpty()) {
            return;
        }
        List<Deadlines.Outcome> outcomes = deadlines.announce(due);
        for (int i = 0; i < due.size(); i++) {
            switch (outcomes.get(i)) {
                case Deadlines.Outcome.Announced _, Deadlines.Outcome.Gone _ -> window.settle(due.get(i));
                case Deadlines.Outcome.Early(Duration left) -> window.postpone(due.get(i), now.plus(left));
                case Deadlines.Outcome.Held _ -> window.postpone(due.get(i), now.plus(OTHERS_TURN));
            }
        }
    }

    private Optional<Instant> read(Instant now) {
        Optional<Moment> after = laps.from(now);
        boolean overdue = after.filter(last -> last.isDue(now)).isPresent();
        int atMost = overdue ? Math.min(LARGE_PAGE, window.left()) : PAGE;
        Deadlines.Page page = deadlines.ahead(after, ahead, atMost);
        page.moments().forEach(window::add);
        boolean more = page.moments().size() == atMost;
        laps.readTo(more ? Optional.of(page.moments().getLast()) : Optional.empty());
        return page.now();
    }

    private Duration rest(Instant now) {
        boolean room = window.hasRoomFor(PAGE);
        Optional<Instant> next = window.next();
        if (next.filter(at -> !at.isAfter(now)).isPresent() || (laps.isRunning() && room) || !news.isEmpty()) {
            return Duration.ZERO;
        }
        Optional<Instant> look = room ? Optional.of(laps.next()) : Optional.empty();
        return pause.before(Stream.concat(next.stream(), look.stream()).min(Comparator.naturalOrder()), now);
    }
}
