package io.postern.enforcer.adapter.timer;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.DueScan;
import io.postern.enforcer.app.Nudges;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Wakes the enforcer by itself: exactly at each end, every second for what is due, every minute for everything. It needs no
 * event.
 */
public final class Timekeeper {
    private static final Logger LOG = Logger.getLogger(Timekeeper.class);

    /** How far ahead ends are looked for: more than the pause between two looks, even if the record takes long to fail. */
    private static final Duration AHEAD = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer;
    private final ExecutorService workers;
    private final Nudges nudges;
    private final Clock clock;
    private final Set<Appointment> appointments = ConcurrentHashMap.newKeySet();

    public Timekeeper(ScheduledExecutorService timer, ExecutorService workers, Nudges nudges, Clock clock) {
        this.timer = timer;
        this.workers = workers;
        this.nudges = nudges;
        this.clock = clock;
    }

    public void start(DueScan due, Duration dueEvery, Repeated scan, Duration scanEvery) {
        repeat(new Repeated(() -> look(due)), Duration.ZERO, dueEvery);
        repeat(scan, Duration.ZERO, scanEvery);
    }

    /** Runs at once on a worker and then again and again, with pauses counted from the ends. */
    public void repeat(Repeated task, Duration first, Duration every) {
        timer.schedule(
                () -> workers.execute(() -> {
                    task.run();
                    repeat(task, every, every);
                }),
                first.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void look(DueScan due) {
        Instant now = clock.instant();
        // NB. by memory first, because the record may hang
        due.remembered(now, AHEAD).forEach((boundary, ends) -> ends.forEach(end -> keep(boundary, end, now)));
        due.onRecord(now, AHEAD, (boundary, end) -> keep(boundary, end, now));
    }

    private void keep(BoundaryId boundary, Instant end, Instant now) {
        if (!end.isAfter(now)) {
            nudges.look(boundary);
        } else if (appointments.add(new Appointment(boundary, end))) {
            at(new Appointment(boundary, end));
        }
    }

    /** Never early: a timer that fires before the wall clock says so sleeps on. */
    private void at(Appointment appointment) {
        long left = Duration.between(clock.instant(), appointment.end()).toMillis();
        if (left <= 0) {
            appointments.remove(appointment);
            nudges.lookNow(appointment.boundary());
        } else {
            timer.schedule(() -> at(appointment), left, TimeUnit.MILLISECONDS);
        }
    }

    private record Appointment(BoundaryId boundary, Instant end) {}

    /** A task that never ends the series by failing. */
    public static final class Repeated implements Runnable {
        private final Runnable task;
        private boolean failing;

        public Repeated(Runnable task) {
            this.task = task;
        }

        @Override
        public synchronized void run() {
            try {
                task.run();
                failing = false;
            } catch (RuntimeException | Error e) {
                // NB. one line from the second time on: what is away stays away for many runs
                LOG.errorf(failing ? null : e, "a repeated task failed; it is run again: %s", e);
                failing = true;
            }
        }
    }
}
