package io.postern.simulation.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time. Many threads, one baton: whoever holds it runs, and whoever waits picks the next event and hands the baton
 * to the thread that it is for. Time only moves between events, so a history depends on its seed alone.
 */
public final class Kernel {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Task> waiting = new ArrayList<>();
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final SplittableRandom turns;
    private final Worker driver = new Worker();
    private final long mostEvents;
    private long now;
    private long horizon;
    private long count;
    private boolean atomic;
    private boolean over;
    private @Nullable Task current;
    private @Nullable Throwable failure;
    private Consumer<Owner> mourner = _ -> {};

    public Kernel(long seed, Instant start, long mostEvents) {
        this.turns = new SplittableRandom(seed);
        this.now = start.toEpochMilli();
        this.mostEvents = mostEvents;
    }

    public Instant now() {
        return Instant.ofEpochMilli(now);
    }

    /** The true time as a measure of durations. */
    public long nanos() {
        return now * 1_000_000;
    }

    public long events() {
        return count;
    }

    /** Has something done later; nothing comes of it when its owner is dead by then. The answer takes it back. */
    public Runnable after(Owner owner, Duration pause, Runnable action) {
        return add(owner, pause, action, null, 0);
    }

    /** Starts a thread of a process. */
    public void spawn(Owner owner, Duration pause, Runnable body) {
        Task task = new Task(owner, body);
        add(owner, pause, null, task, 0);
    }

    private Runnable add(Owner owner, Duration pause, @Nullable Runnable action, @Nullable Task task, long ticket) {
        if (owner.isDead() || over) {
            return () -> {};
        }
        long time = now + owner.paced(pause);
        Event event = new Event(time, turns.nextInt(), count++, owner, action, task, ticket);
        events.add(event);
        return () -> event.cancelled = true;
    }

    /** Lets the calling thread wait, and time pass. */
    public void sleep(Duration pause) {
        Task me = waiter();
        add(me.owner, pause, null, me, me.ticket);
        await(me);
    }

    /** Lets the calling thread wait until the signal comes, or that long. */
    public void await(Signal signal, Duration longest) {
        Task me = waiter();
        long ticket = me.ticket;
        signal.on(() -> add(me.owner, Duration.ZERO, null, me, ticket));
        Runnable undo = add(me.owner, longest, null, me, ticket);
        await(me);
        undo.run();
    }

    private Task waiter() {
        Task me = current;
        if (me == null || atomic) {
            throw new IllegalStateException("nothing may wait here");
        }
        if (me.owner.isDead()) {
            throw new Killed();
        }
        return me;
    }

    /** What runs in here happens at one instant: a wait inside is a mistake. */
    public <T> T atomically(Supplier<T> work) {
        boolean before = atomic;
        atomic = true;
        try {
            return work.get();
        } finally {
            atomic = before;
        }
    }

    /** Who is told of every death. */
    public void onDeath(Consumer<Owner> told) {
        mourner = told;
    }

    /** SIGKILL. Unwinds the caller too, if it is one of the process's own threads. */
    public void kill(Owner owner) {
        if (owner.isDead()) {
            return;
        }
        owner.die();
        mourner.accept(owner);
        for (Task task : List.copyOf(waiting)) {
            if (task.owner == owner) {
                events.add(new Event(now, turns.nextInt(), count++, owner, null, task, task.ticket));
            }
        }
        if (current != null && current.owner == owner) {
            throw new Killed();
        }
    }

    /** SIGSTOP: nothing of it happens, until {@link #thaw}. */
    public void freeze(Owner owner) {
        owner.freeze();
    }

    /** SIGCONT. */
    public void thaw(Owner owner) {
        events.addAll(owner.thaw());
    }

    /** Ends the history with this. */
    public void fail(Throwable because) {
        if (failure == null) {
            failure = because;
        }
    }

    /** Runs all that happens until then. Must be called by the thread that made the kernel. */
    public void run(Duration length) {
        horizon = now + length.toMillis();
        dispatch(driver, null);
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException runtime) {
            throw runtime;
        }
    }

    /** Ends all threads. Nothing happens any more. */
    public void close(List<Owner> owners) {
        over = true;
        events.clear();
        owners.forEach(Owner::die);
        for (Task task : List.copyOf(waiting)) {
            task.owner.die();
            current = task;
            task.worker().hand();
            driver.hold();
        }
        while (!idle.isEmpty()) {
            idle.pop().hand();
        }
    }

    private void await(Task me) {
        me.waiting = true;
        waiting.add(me);
        dispatch(me.worker(), me);
        waiting.remove(me);
        me.waiting = false;
        me.ticket++;
        current = me;
        if (!me.owner.isDead() && me.owner.isDoomed()) {
            kill(me.owner);
        }
        if (me.owner.isDead()) {
            throw new Killed();
        }
    }

    private void loop(Worker self) {
        while (true) {
            Task task = self.first;
            self.first = null;
            if (task != null) {
                task.worker = self;
                perform(task);
            }
            if (over) {
                if (task != null) {
                    driver.hand();
                }
                return;
            }
            idle.push(self);
            dispatch(self, null);
        }
    }

    private void perform(Task task) {
        current = task;
        try {
            task.body.run();
        } catch (Killed unwound) {
            atomic = false;
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        current = null;
    }

    /** Returns when the baton is {@code self}'s for {@code me}, or, where that is null, for the next task or for the end. */
    private void dispatch(Worker self, @Nullable Task me) {
        while (true) {
            current = null;
            Event event = self == driver && me == null && ends() ? null : next();
            if (event == null) {
                if (self == driver) {
                    return;
                }
                driver.hand();
                self.hold();
                return;
            }
            Task task = event.task;
            if (task == null) {
                act(event);
                continue;
            }
            if (task == me) {
                return;
            }
            Worker other = task.worker;
            if (other == null) {
                other = idle.isEmpty() ? new Worker(this::loop) : idle.pop();
                other.first = task;
                if (other == self) {
                    return;
                }
            }
            other.hand();
            self.hold();
            if (self != driver) {
                return;
            }
        }
    }

    private boolean ends() {
        return failure != null || events.isEmpty() || events.peek().time > horizon;
    }

    private @Nullable Event next() {
        while (!ends()) {
            Event event = events.remove();
            now = Math.max(now, event.time);
            if (event.isStale()) {
                continue;
            }
            if (event.owner.isFrozen()) {
                event.owner.defer(event);
                continue;
            }
            if (count > mostEvents) {
                fail(new IllegalStateException("no rest within " + mostEvents + " events"));
                return null;
            }
            return event;
        }
        return null;
    }

    private void act(Event event) {
        Runnable action = event.action;
        if (action == null) {
            return;
        }
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }
}
