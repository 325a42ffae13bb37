package io.postern.sweeper.app;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.postern.sweeper.domain.ListedRule;
import io.postern.sweeper.domain.OverdueRule;
import io.postern.sweeper.domain.PassReport;
import io.postern.sweeper.domain.Sweep;
import io.postern.sweeper.domain.Swept;
import io.postern.sweeper.domain.Swept.Fate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * One look at every subscription, and the removal of what is overdue there. Subscriptions do not wait for one another,
 * and NSGs go side by side up to a bound; within one NSG Azure takes one write at a time.
 */
public final class SweepPass {
    private static final System.Logger LOG = System.getLogger(SweepPass.class.getName());
    private static final int MOST_AT_ONCE = 8;

    private final Network network;
    private final Sweep sweep;
    private final List<String> subscriptions;

    public SweepPass(Network network, Sweep sweep, List<String> subscriptions) {
        if (subscriptions.isEmpty()) {
            throw new IllegalArgumentException("name at least one subscription to sweep");
        }
        this.network = network;
        this.sweep = sweep;
        this.subscriptions = List.copyOf(subscriptions);
    }

    /** Makes the pass; a rehearsal removes nothing. What fails is in the report, and met again by the next pass. */
    public PassReport run(boolean rehearsal) throws InterruptedException {
        Semaphore writes = new Semaphore(MOST_AT_ONCE);
        Map<String, Future<List<Swept>>> tasks = new LinkedHashMap<>();
        List<Swept> swept = new ArrayList<>();
        List<String> unlisted = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String subscription : subscriptions) {
                tasks.put(subscription, threads.submit(() -> subscription(threads, writes, subscription, rehearsal)));
            }
            for (Map.Entry<String, Future<List<Swept>>> task : tasks.entrySet()) {
                try {
                    swept.addAll(task.getValue().get());
                } catch (ExecutionException e) {
                    LOG.log(WARNING, "Subscription " + task.getKey() + " could not be swept", e.getCause());
                    unlisted.add(task.getKey());
                }
            }
        }
        return new PassReport(swept, unlisted);
    }

    private List<Swept> subscription(ExecutorService threads, Semaphore writes, String subscription, boolean rehearsal)
            throws Exception {
        Network.Listing listing = network.list(subscription);
        Map<String, List<OverdueRule>> byBoundary = new LinkedHashMap<>();
        for (OverdueRule overdue : sweep.overdue(listing.rules(), listing.azureNow())) {
            byBoundary
                    .computeIfAbsent(overdue.rule().boundary().key(), _ -> new ArrayList<>())
                    .add(overdue);
        }
        List<Future<List<Swept>>> boundaries = byBoundary.values().stream()
                .map(rules -> threads.submit(() -> boundary(writes, rules, rehearsal)))
                .toList();
        List<Swept> swept = new ArrayList<>();
        for (Future<List<Swept>> boundary : boundaries) {
            swept.addAll(boundary.get());
        }
        return swept;
    }

    private List<Swept> boundary(Semaphore writes, List<OverdueRule> rules, boolean rehearsal)
            throws InterruptedException {
        writes.acquire();
        try {
            return rules.stream().map(rule -> rule(rule, rehearsal)).toList();
        } finally {
            writes.release();
        }
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
            LOG.log(WARNING, "Overdue rule " + rule.name() + " of " + rule.boundary() + " is still there", e);
            return new Swept(overdue, Fate.FAILED, e.because());
        } catch (RuntimeException e) {
            LOG.log(WARNING, "Overdue rule " + rule.name() + " of " + rule.boundary() + " met a bug", e);
            return new Swept(overdue, Fate.FAILED, "a fault inside the sweeper, see its log");
        }
    }
}
