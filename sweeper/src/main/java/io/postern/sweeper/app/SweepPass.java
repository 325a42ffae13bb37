package io.postern.sweeper.app;

import static java.lang.System.Logger.Level.WARNING;

import io.postern.sweeper.domain.OverdueRule;
import io.postern.sweeper.domain.PassReport;
import io.postern.sweeper.domain.Sweep;
import io.postern.sweeper.domain.Swept;
import io.postern.sweeper.domain.Swept.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One look at every subscription, and the removal of what is overdue there. Subscriptions do not wait for one another,
 * and NSGs go side by side up to a bound; within one NSG Azure takes one write at a time. An NSG that does not come to
 * an end is left at work, and keeps neither the others nor the next pass waiting.
 */
public final class SweepPass {
    private static final System.Logger LOG = System.getLogger(SweepPass.class.getName());
    private static final int MOST_AT_ONCE = 32;
    private final Network network;
    private final Sweep sweep;
    private final List<String> subscriptions;
    private final Duration longest;
    private final BoundaryRemoval removal;
    private final ExecutorService threads;
    private final LongSupplier nanos;
    private final Semaphore writes = new Semaphore(MOST_AT_ONCE);
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();

    /**
     * {@code longest}: how long a pass waits for its removals before it leaves them at work; {@code bulkFrom}: how many of one
     * NSG are removed together.
     */
    public SweepPass(Network network, Sweep sweep, List<String> subscriptions, Duration longest, int bulkFrom) {
        this(
                network,
                sweep,
                subscriptions,
                longest,
                bulkFrom,
                Executors.newVirtualThreadPerTaskExecutor(),
                System::nanoTime);
    }

    /** The same on given threads, by a given measure of time. */
    public SweepPass(
            Network network,
            Sweep sweep,
            List<String> subscriptions,
            Duration longest,
            int bulkFrom,
            ExecutorService threads,
            LongSupplier nanos) {
        if (subscriptions.isEmpty()) {
            throw new IllegalArgumentException("name at least one subscription to sweep");
        }
        this.network = network;
        this.sweep = sweep;
        this.subscriptions = List.copyOf(subscriptions);
        this.longest = longest;
        this.removal = new BoundaryRemoval(network, bulkFrom);
        this.threads = threads;
        this.nanos = nanos;
    }

    /** Makes the pass; a rehearsal removes nothing. What fails is in the report, and met again by the next pass. */
    public PassReport run(boolean rehearsal, Instant now) throws InterruptedException {
        Map<String, Future<Part>> tasks = new LinkedHashMap<>();
        List<Swept> swept = new ArrayList<>();
        List<String> unlisted = new ArrayList<>();
        List<String> untimely = new ArrayList<>();
        List<String> hidden = new ArrayList<>();
        for (String subscription : subscriptions) {
            tasks.put(subscription, threads.submit(() -> subscription(subscription, rehearsal, now)));
        }
        for (Map.Entry<String, Future<Part>> task : tasks.entrySet()) {
            try {
                Part part = task.getValue().get();
                swept.addAll(part.swept());
                if (!part.complete()) {
                    unlisted.add(task.getKey());
                }
                if (!part.timely()) {
                    untimely.add(task.getKey());
                }
                if (part.firewallsHidden()) {
                    hidden.add(task.getKey());
                }
            } catch (ExecutionException e) {
                LOG.log(
                        WARNING,
                        "Subscription {0} could not be swept: {1}",
                        task.getKey(),
                        BoundaryRemoval.words(e.getCause()));
                unlisted.add(task.getKey());
            }
        }
        return new PassReport(swept, unlisted, untimely, hidden);
    }

    /** What came of one subscription, whether all of it was read, whether Azure's time could be believed, and what was hidden. */
    private record Part(List<Swept> swept, boolean complete, boolean timely, boolean firewallsHidden) {}

    private Part subscription(String subscription, boolean rehearsal, Instant now)
            throws NetworkFailure, InterruptedException {
        Network.Listing listing = network.list(subscription);
        boolean timely = Sweep.agree(listing.azureNow(), now);
        if (!timely) {
            LOG.log(
                    WARNING,
                    "In {0} Azure says it is {1}, our own clock says {2}: what is over by both is removed",
                    subscription,
                    listing.azureNow(),
                    now);
        }
        Instant believed = Sweep.believed(listing.azureNow(), now);
        List<OverdueRule> overdue = sweep.overdue(listing.rules(), believed);
        return new Part(swept(overdue, rehearsal), listing.complete(), timely, listing.firewallsHidden());
    }

    private List<Swept> swept(List<OverdueRule> all, boolean rehearsal) throws InterruptedException {
        Map<String, List<OverdueRule>> byBoundary = new LinkedHashMap<>();
        for (OverdueRule overdue : all) {
            byBoundary
                    .computeIfAbsent(overdue.rule().boundary().key(), _ -> new ArrayList<>())
                    .add(overdue);
        }
        Map<String, Future<List<Swept>>> begun = new HashMap<>();
        for (Map.Entry<String, List<OverdueRule>> boundary : byBoundary.entrySet()) {
            if (atWork.add(boundary.getKey())) {
                begun.put(
                        boundary.getKey(),
                        threads.submit(() -> boundary(boundary.getKey(), boundary.getValue(), rehearsal)));
            }
        }
        long deadline = nanos.getAsLong() + longest.toNanos();
        List<Swept> swept = new ArrayList<>();
        for (Map.Entry<String, List<OverdueRule>> boundary : byBoundary.entrySet()) {
            swept.addAll(ended(begun.get(boundary.getKey()), boundary.getValue(), deadline));
        }
        return swept;
    }

    private List<Swept> boundary(String key, List<OverdueRule> rules, boolean rehearsal) throws InterruptedException {
        try {
            writes.acquire();
            try {
                return rehearsal
                        ? BoundaryRemoval.all(rules, Fate.SPARED, "a rehearsal removes nothing")
                        : removal.of(rules);
            } finally {
                writes.release();
            }
        } finally {
            atWork.remove(key);
        }
    }

    private List<Swept> ended(@Nullable Future<List<Swept>> begun, List<OverdueRule> rules, long deadline)
            throws InterruptedException {
        String why = "its removal was begun by an earlier pass and goes on";
        if (begun != null) {
            try {
                return begun.get(Math.max(0, deadline - nanos.getAsLong()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                why = "its removal takes long and goes on";
            } catch (ExecutionException e) {
                why = BoundaryRemoval.words(e.getCause());
            }
        }
        return BoundaryRemoval.all(rules, Fate.FAILED, why);
    }
}
