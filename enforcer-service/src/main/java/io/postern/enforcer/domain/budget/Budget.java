package io.postern.enforcer.domain.budget;

import java.time.Instant;
import java.util.Optional;

/**
 * What is left of a share: places in one line are given out in order, and removals may also have one in a reserve of their
 * own, so that no demand of others makes them wait for it. Nobody is overtaken in the line, so nobody starves.
 *
 * @param line when all that was taken from the line is made up for
 * @param reserve the same for the reserve
 * @param blockedUntil nothing is sent before, because Azure said so
 */
public record Budget(Instant line, Instant reserve, Instant blockedUntil) {
    public static final Budget UNUSED = new Budget(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

    /** The budget afterwards, what the boundary has places for from now on, and when it may write. */
    public record Taken(Budget after, Places places, Instant slot) {
        public boolean isNow(Instant now) {
            return !slot.isAfter(now);
        }
    }

    /** A write now, if there is one for a boundary that has these places, else the earliest place for it. */
    public Taken take(WriteShare share, Places held, boolean removes, Instant now) {
        Places places = held.stillGood(now, blockedUntil);
        Instant from = now.isAfter(blockedUntil) ? now : blockedUntil;
        Instant inLine = places.line().orElseGet(() -> share.line().slot(line, from));
        Instant inReserve = places.reserve().orElseGet(() -> share.reserve().slot(reserve, from));
        return removes && inReserve.isBefore(inLine) && inLine.isAfter(now)
                ? fromReserve(share, places, inReserve, from, now)
                : fromLine(share, places, inLine, from, now);
    }

    public Budget blocked(Instant until) {
        return until.isAfter(blockedUntil) ? new Budget(line, reserve, until) : this;
    }

    private Taken fromLine(WriteShare share, Places places, Instant slot, Instant from, Instant now) {
        Budget after =
                places.line().isPresent() ? this : new Budget(share.line().after(line, from), reserve, blockedUntil);
        return new Taken(after, places.withLine(kept(slot, now)), slot);
    }

    private Taken fromReserve(WriteShare share, Places places, Instant slot, Instant from, Instant now) {
        Budget after = places.reserve().isPresent()
                ? this
                : new Budget(line, share.reserve().after(reserve, from), blockedUntil);
        return new Taken(after, places.withReserve(kept(slot, now)), slot);
    }

    private static Optional<Instant> kept(Instant slot, Instant now) {
        return slot.isAfter(now) ? Optional.of(slot) : Optional.empty();
    }
}
