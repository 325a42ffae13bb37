package io.postern.expiry.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The moments that come next, as far as they were read ahead: never more than it has room for, however many wait. It is only a
 * view, for the rows decide; a moment that is missing here is read again before long.
 */
public final class Window {
    private final int room;
    private final Duration reach;
    private final TreeSet<Moment> waiting = new TreeSet<>();
    /** Moments that could not be announced at the first try, and when to try again. */
    private final TreeMap<Moment, Instant> postponed = new TreeMap<>();

    /**
     * @param room how many moments it has room for
     * @param reach how far ahead it is filled; nothing is put off for longer
     */
    public Window(int room, Duration reach) {
        this.room = room;
        this.reach = reach;
    }

    /** Takes a moment in; the latest gives way when there is no room. */
    public void add(Moment moment) {
        if (!postponed.containsKey(moment) && waiting.add(moment) && size() > room) {
            waiting.pollLast();
        }
    }

    public boolean hasRoomFor(int more) {
        return more <= left();
    }

    /** How many more it has room for. */
    public int left() {
        return room - size();
    }

    public int size() {
        return waiting.size() + postponed.size();
    }

    /** What has come, oldest first. It stays here until it is settled. */
    public List<Moment> due(Instant now, int atMost) {
        postponed.entrySet().removeIf(entry -> isTurn(entry.getValue(), now) && waiting.add(entry.getKey()));
        List<Moment> due = new ArrayList<>();
        for (Iterator<Moment> next = waiting.iterator(); next.hasNext() && due.size() < atMost; ) {
            Moment moment = next.next();
            if (!moment.isDue(now)) {
                break;
            }
            if (moment.isPointless(now)) {
                next.remove();
            } else {
                due.add(moment);
            }
        }
        return due;
    }

    /** A clock that was set back does not put a second try off. */
    private boolean isTurn(Instant again, Instant now) {
        return !now.isBefore(again) || Duration.between(now, again).compareTo(reach) > 0;
    }

    /** It was announced, by whomever, or is not to be any more. */
    public void settle(Moment moment) {
        waiting.remove(moment);
    }

    public void postpone(Moment moment, Instant until) {
        if (waiting.remove(moment)) {
            postponed.put(moment, until);
        }
    }

    /** When there is something to do. */
    public Optional<Instant> next() {
        Optional<Instant> again = postponed.values().stream().min(Instant::compareTo);
        Optional<Instant> first = waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(waiting.first().at());
        return again.isPresent() && first.isPresent()
                ? Optional.of(again.get().isBefore(first.get()) ? again.get() : first.get())
                : again.or(() -> first);
    }
}
