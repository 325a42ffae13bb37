package io.postern.sweeper.app;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.postern.sweeper.domain.ListedRule;
import io.postern.sweeper.domain.OverdueRule;
import io.postern.sweeper.domain.PassReport;
import io.postern.sweeper.domain.Sweep;
import io.postern.sweeper.domain.Swept;
import io.postern.sweeper.domain.Swept.Fate;
import java.time.Duration;
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
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore writes = new Semaphore(MOST_AT_ONCE);
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();

    /** {@code longest}: how long a pass waits for its removals before it leaves them at work. */
    public SweepPass(Network network, Sweep sweep, List<String> subscriptions, Duration longest) {
        if (subscriptions.isEmpty()) {
            throw new IllegalArgumentException("name at least one subscription to sweep");
        }
        this.network = network;
        this.sweep = sweep;
        this.subscriptions = List.copyOf(subscriptions);
        this.longest = longest;
    }

    /** Makes the pass; a rehearsal removes nothing. What fails is in the report, and met again by the next pass. */
    public PassReport run(boolean rehearsal) throws InterruptedException {
        Map<String, Future<List<Swept>>> tasks = new LinkedHashMap<>();
        List<Swept> swept = new ArrayList<>();
        List<String> unlisted = new ArrayList<>();
        for (String subscription : subscriptions) {
            tasks.put(subscription, threads.submit(() -> subscription(subscription, rehearsal)));
        }
        for (Map.Entry<String, Future<List<Swept>>> task : tasks.entrySet()) {
            try {
                swept.addAll(task.getValue().get());
            } catch (ExecutionException e) {
                LOG.log(WARNING, "Subscription {0} could not be swept: {1}", task.getKey(), words(e.getCause()));
                unlisted.add(task.getKey());
            }
        }
        return new PassReport(swept, unlisted);
    }

    private List<Swept> subscription(String subscription, boolean rehearsal)
            throws NetworkFailure, InterruptedException {
        Network.Listing listing = network.list(subscription);
        Map<String, List<OverdueRule>> byBoundary = new LinkedHashMap<>();
        for (OverdueRule overdue : sweep.overdue(listing.rules(), listing.azureNow())) {
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
        long deadline = System.nanoTime() + longest.toNanos();
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
                return rules.stream().map(rule -> rule(rule, rehearsal)).toList();
            } finally {
                writes.release();
            }
        } finally {
            atWork.remove(key);
        }
    }

    private static List<Swept> ended(@Nullable Future<List<Swept>> begun, List<OverdueRule> rules, long deadline)
            throws InterruptedException {
        String why = "its removal was begun by an earlier pass and goes on";
        if (begun != null) {
            try {
                return begun.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                why = "its removal takes long and goes on";
            } catch (ExecutionException e) {
                why = words(e.getCause());
            }
        }
        String because = why;
        return rules.stream().map(rule -> new Swept(rule, Fate.FAILED, because)).toList();
    }

    /** One line: while Azure is away this is said at every pass. */
    private static String words(@Nullable Throwable e) {
        Throwable cause = e == null ? null : e.getCause();
        return cause == null ? String.valueOf(e) : e + " (" + cause + ")";
    }

    private Swept rule(OverdueRule overdue, boolean rehearsal) {
        if (rehearsal) {
            return new Swept(overdue, Fate.SPARED, "a rehearsal removes nothing");
        }
        ListedRule rule = overdue.rule();
        try {
            network.remove(rule);
            LOG.log(
                    INFO,
                    "Removed overdue rule {0} of {1}, which ended {2}",
                    rule.name(),
                    rule.boundary(),
                    overdue.end());
            return new Swept(overdue, Fate.REMOVED, "no longer in Azure");
        } catch (NetworkFailure e) {
            LOG.log(WARNING, "Overdue rule {0} of {1} is still there: {2}", rule.name(), rule.boundary(), words(e));
            return new Swept(overdue, Fate.FAILED, e.because());
        } catch (RuntimeException e) {
            LOG.log(WARNING, "Overdue rule " + rule.name() + " of " + rule.boundary() + " met a bug", e);
            return new Swept(overdue, Fate.FAILED, "a fault inside the sweeper, see its log");
        }
    }
}
