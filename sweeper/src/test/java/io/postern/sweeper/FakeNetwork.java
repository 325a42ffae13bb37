package io.postern.sweeper;

import io.postern.sweeper.app.Network;
import io.postern.sweeper.app.NetworkFailure;
import io.postern.sweeper.domain.ListedRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A network in memory, with a clock of its own, that fails on demand. */
public final class FakeNetwork implements Network {
    public final List<ListedRule> rules = new CopyOnWriteArrayList<>();
    public final Set<String> unlistable = ConcurrentHashMap.newKeySet();
    public final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();
    public final Set<String> stubborn = ConcurrentHashMap.newKeySet();
    public final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    public final AtomicInteger writes = new AtomicInteger();
    public final Set<String> partly = ConcurrentHashMap.newKeySet();
    public final Set<String> hidden = ConcurrentHashMap.newKeySet();
    public volatile @Nullable NetworkFailure whole;
    public volatile boolean throttled;
    public volatile boolean rulesOnly;
    public volatile Instant azureNow = Rules.NOON;
    public volatile CountDownLatch passes = new CountDownLatch(0);
    public volatile CountDownLatch together = new CountDownLatch(0);

    @Override
    public Listing list(String subscription) throws NetworkFailure {
        passes.countDown();
        if (unlistable.contains(subscription)) {
            throw new NetworkFailure("unreachable");
        }
        return new Listing(
                rules.stream()
                        .filter(rule -> rule.boundary().subscription().equals(subscription))
                        .toList(),
                azureNow,
                !partly.contains(subscription),
                hidden.contains(subscription));
    }

    @Override
    public void removeAll(List<ListedRule> together) throws NetworkFailure {
        writes.incrementAndGet();
        if (rulesOnly) {
            throw NetworkFailure.refused("403");
        }
        if (whole != null) {
            throw whole;
        }
        rules.removeAll(together);
    }

    @Override
    public void remove(ListedRule rule) throws NetworkFailure {
        writes.incrementAndGet();
        if (throttled) {
            throw NetworkFailure.throttled("429");
        }
        if (forbidden.contains(rule.name())) {
            throw NetworkFailure.refused("403");
        }
        together.countDown();
        await(together);
        CountDownLatch hang = hanging.get(rule.boundary().name());
        if (hang != null) {
            await(hang);
        }
        if (stubborn.contains(rule.name())) {
            throw new NetworkFailure("still there");
        }
        if (!rules.remove(rule)) {
            throw new IllegalStateException("removed what is not there: " + rule);
        }
    }

    private static void await(CountDownLatch latch) throws NetworkFailure {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new NetworkFailure("stopped", e);
        }
    }
}
