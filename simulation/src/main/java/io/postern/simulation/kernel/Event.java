package io.postern.simulation.kernel;

import org.jspecify.annotations.Nullable;

/** Something that happens at a time: an action, or a thread that goes on. Among those of one time the seed chooses. */
final class Event implements Comparable<Event> {
    final long time;
    final int turn;
    final long number;
    final Owner owner;
    final @Nullable Runnable action;
    final @Nullable Task task;
    final long ticket;
    boolean cancelled;

    Event(long time, int turn, long number, Owner owner, @Nullable Runnable action, @Nullable Task task, long ticket) {
        this.time = time;
        this.turn = turn;
        this.number = number;
        this.owner = owner;
        this.action = action;
        this.task = task;
        this.ticket = ticket;
    }

    /** Nobody's any more. A thread of a dead process is woken once more, to end; whatever else it had in mind is stale. */
    boolean isStale() {
        Task thread = task;
        if (cancelled || thread == null) {
            return cancelled || owner.isDead();
        }
        return thread.worker == null ? owner.isDead() : !thread.waiting || thread.ticket != ticket;
    }

    @Override
    public int compareTo(Event other) {
        int byTime = Long.compare(time, other.time);
        int byTurn = byTime != 0 ? byTime : Integer.compare(turn, other.turn);
        return byTurn != 0 ? byTurn : Long.compare(number, other.number);
    }
}
