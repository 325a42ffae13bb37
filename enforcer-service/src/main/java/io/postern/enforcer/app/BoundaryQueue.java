package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.ReconcileBoundary.Progress;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs reconciles: one at a time for each boundary, all boundaries side by side, however many nudges come. */
public final class BoundaryQueue implements Nudges {
    private static final Logger LOG = System.getLogger(BoundaryQueue.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /** How long a run that has seen Azure waits for the record to change; what ends in that time is shut so much later. */
    private static final Duration LONGEST_HOLD = Duration.ofMillis(100);

    private final Reconcile reconcile;
    private final Consumer<BoundaryId> wrote;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final Hold hold;
    private final Map<BoundaryId, Lane> lanes = new ConcurrentHashMap<>();

    public BoundaryQueue(
            Reconcile reconcile, Consumer<BoundaryId> wrote, Executor workers, ScheduledExecutorService timer) {
        this(
                reconcile,
                wrote,
                workers,
                timer,
                (done, longest) -> done.completeOnTimeout(null, longest.toMillis(), TimeUnit.MILLISECONDS)
                        .join());
    }

    /** The same where time passes otherwise. */
    public BoundaryQueue(
            Reconcile reconcile,
            Consumer<BoundaryId> wrote,
            Executor workers,
            ScheduledExecutorService timer,
            Hold hold) {
        this.hold = hold;
        this.reconcile = reconcile;
        this.wrote = wrote;
        this.workers = workers;
        this.timer = timer;
    }

    /** Waits until something is done, but no longer than that. */
    public interface Hold {
        void until(CompletableFuture<Void> done, Duration longest);
    }

    @Override
    public CompletableFuture<Void> look(BoundaryId boundary) {
        return in(boundary, Lane::look);
    }

    @Override
    public CompletableFuture<Void> lookNow(BoundaryId boundary) {
        return in(boundary, Lane::lookNow);
    }

    @Override
    public CompletableFuture<Void> recorded(BoundaryId boundary) {
        return in(boundary, Lane::recorded);
    }

    @Override
    public void prepare(Set<BoundaryId> boundaries, CompletableFuture<Void> over) {
        boundaries.forEach(boundary -> in(boundary, lane -> lane.prepare(over)));
    }

    /** How many boundaries something is or will be done at. */
    int lanes() {
        return lanes.size();
    }

    private CompletableFuture<Void> in(BoundaryId boundary, Function<Lane, @Nullable CompletableFuture<Void>> order) {
        while (true) {
            CompletableFuture<Void> looked = order.apply(lanes.computeIfAbsent(boundary, Lane::new));
            if (looked != null) {
                return looked;
            }
        }
    }

    /**
     * The state of one boundary: running or not, paused or not, and who waits for the next run. All who wait for the same share
     * what they wait for: while Azure wants to be left alone there is a new nudge every second.
     */
    private final class Lane {
        private final BoundaryId boundary;
        private List<CompletableFuture<Void>> waiting = new ArrayList<>();
        /** Those whom a run serves that has not read the record yet. */
        private final List<CompletableFuture<Void>> recorded = new ArrayList<>();
        /** Changes of the record that are on their way: each is over when it is, or when one was recorded. */
        private final List<CompletableFuture<Void>> coming = new ArrayList<>();

        private boolean running;
        private boolean paused;
        private boolean throttled;
        private volatile boolean urgent;
        private boolean closed;
        private @Nullable Future<?> end;
        private int failures;

        Lane(BoundaryId boundary) {
            this.boundary = boundary;
        }

        /** Null when this lane is closed, so that another has to be opened. */
        synchronized @Nullable CompletableFuture<Void> look() {
            return queued(waiting);
        }

        synchronized @Nullable CompletableFuture<Void> recorded() {
            CompletableFuture<Void> done = queued(recorded);
            coming.forEach(change -> change.complete(null));
            coming.clear();
            return done;
        }

        /** A run that does not get to it does no harm: whatever is recorded then is looked at by another. */
        synchronized @Nullable CompletableFuture<Void> prepare(CompletableFuture<Void> over) {
            if (closed) {
                return null;
            }
            coming.removeIf(CompletableFuture::isDone);
            coming.add(over);
            if (!running && !paused) {
                start();
            }
            return over;
        }

        private @Nullable CompletableFuture<Void> queued(List<CompletableFuture<Void>> list) {
            if (closed) {
                return null;
            }
            if (list.isEmpty()) {
                list.add(new CompletableFuture<>());
            }
            CompletableFuture<Void> done = list.getFirst();
            if (!running && !paused) {
                start();
            }
            return done;
        }

        synchronized @Nullable CompletableFuture<Void> lookNow() {
            urgent = running;
            if (!throttled) {
                resume();
            }
            return look();
        }

        /** Ends the pause, when it is over or when it must not be waited for. */
        private synchronized void resume() {
            if (paused) {
                start();
            }
        }

        private synchronized void start() {
            running = true;
            paused = false;
            throttled = false;
            if (end != null) {
                end.cancel(false);
            }
            try {
                workers.execute(this::run);
            } catch (RejectedExecutionException stopping) {
                LOG.log(Level.INFO, "no reconcile of {0}: shutting down", boundary);
                running = false;
            }
        }

        private void run() {
            List<CompletableFuture<Void>> served;
            synchronized (this) {
                served = waiting;
                waiting = new ArrayList<>();
                urgent = false;
            }
            takeRecorded(served);
            Progress progress = reconciled(served);
            served.forEach(done -> done.complete(null));
            ended(progress);
        }

        private synchronized void takeRecorded(List<CompletableFuture<Void>> served) {
            served.addAll(recorded);
            recorded.clear();
        }

        private void awaitComing() {
            List<CompletableFuture<Void>> awaited = awaited();
            CompletableFuture<Void> all = CompletableFuture.allOf(awaited.toArray(CompletableFuture[]::new));
            if (!all.isDone()) {
                hold.until(all, LONGEST_HOLD);
            }
            awaitNoMore(awaited);
        }

        private synchronized List<CompletableFuture<Void>> awaited() {
            return List.copyOf(coming);
        }

        /** Not even those that are not over: nobody holds a run up twice. */
        private synchronized void awaitNoMore(List<CompletableFuture<Void>> awaited) {
            coming.removeAll(awaited);
        }

        private Progress reconciled(List<CompletableFuture<Void>> served) {
            try {
                return reconcile.run(boundary, () -> urgent, () -> {
                    awaitComing();
                    takeRecorded(served);
                });
            } catch (RuntimeException | Error e) {
                // NB. errors too: a lane that died would leave its boundary open
                LOG.log(Level.ERROR, "reconcile of " + boundary + " failed; it is tried again", e);
                return new Progress.Again(FIRST_PAUSE);
            }
        }

        private synchronized void ended(Progress progress) {
            running = false;
            if (progress instanceof Progress.Done(boolean changed)) {
                failures = 0;
                if (changed) {
                    wrote.accept(boundary);
                }
            }
            if (progress instanceof Progress.Throttled(Duration after)) {
                throttled = true;
                pauseFor(after);
            } else if (urgent) {
                start();
            } else if (progress instanceof Progress.NotYet(Duration after)) {
                pauseFor(after);
            } else if (progress instanceof Progress.Again(Duration after)) {
                pause(after);
            } else if (!waiting.isEmpty() || !recorded.isEmpty()) {
                start();
            } else {
                closed = true;
                lanes.remove(boundary, this);
            }
        }

        private void pause(Duration asked) {
            failures++;
            Duration backoff = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 5));
            Duration pause = asked.compareTo(backoff) > 0 ? asked : backoff;
            if (pause.compareTo(ReconcileBoundary.LONGEST_PAUSE) > 0) {
                pause = ReconcileBoundary.LONGEST_PAUSE;
            }
            pauseFor(pause);
        }

        private void pauseFor(Duration pause) {
            paused = true;
            try {
                end = timer.schedule(this::resume, pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                LOG.log(Level.INFO, "no reconcile of {0}: shutting down", boundary);
            }
        }
    }
}
