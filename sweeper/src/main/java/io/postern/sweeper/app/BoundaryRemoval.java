package io.postern.sweeper.app;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.postern.contracts.id.BoundaryId;
import io.postern.sweeper.domain.ListedRule;
import io.postern.sweeper.domain.OverdueRule;
import io.postern.sweeper.domain.Swept;
import io.postern.sweeper.domain.Swept.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The removal of what is overdue at one boundary: together from a number on, else one by one. A firewall can only be written
 * as a whole.
 */
final class BoundaryRemoval {
    private static final System.Logger LOG = System.getLogger(BoundaryRemoval.class.getName());

    /** So often in a row an NSG is tried as a whole before its rules are tried by themselves. */
    private static final int TRIES_TOGETHER = 2;

    private final Network network;
    private final int bulkFrom;
    private final Map<String, Integer> failedTogether = new ConcurrentHashMap<>();

    BoundaryRemoval(Network network, int bulkFrom) {
        this.network = network;
        this.bulkFrom = bulkFrom;
    }

    List<Swept> of(List<OverdueRule> rules) {
        return rules.size() >= bulkFrom || boundary(rules).isFirewall() ? together(rules) : oneByOne(rules);
    }

    static List<Swept> all(List<OverdueRule> rules, Fate fate, String detail) {
        return rules.stream().map(rule -> new Swept(rule, fate, detail)).toList();
    }

    /** One line: while Azure is away this is said at every pass. */
    static String words(@Nullable Throwable e) {
        Throwable cause = e == null ? null : e.getCause();
        return cause == null ? String.valueOf(e) : e + " (" + cause + ")";
    }

    private static BoundaryId boundary(List<OverdueRule> rules) {
        return rules.getFirst().rule().boundary();
    }

    /**
     * Those that may not go together are tried one by one: a right may lack for the one way only. Where Azure is slow or wants
     * to be left alone, many writes instead of one would make it worse, so that the next pass tries again; but if it is the
     * write of the whole that Azure cannot do, it must not keep rules open that would go by themselves.
     */
    private List<Swept> together(List<OverdueRule> rules) {
        try {
            network.removeAll(rules.stream().map(OverdueRule::rule).toList());
            failedTogether.remove(boundary(rules).key());
            LOG.log(INFO, "Removed {0} overdue rules of {1}", rules.size(), boundary(rules));
            return all(rules, Fate.REMOVED, "no longer in Azure");
        } catch (NetworkFailure e) {
            if (boundary(rules).isFirewall() || !(e.isOfManner() || isHopeless(boundary(rules), e))) {
                LOG.log(
                        WARNING,
                        "{0} overdue rules of {1} are still there: {2}",
                        rules.size(),
                        boundary(rules),
                        words(e));
                return all(rules, e.isRefused() ? Fate.REFUSED : Fate.FAILED, e.because());
            }
            LOG.log(WARNING, "They are removed one by one, because together: {0}", words(e));
        } catch (RuntimeException e) {
            LOG.log(WARNING, "The overdue rules of " + boundary(rules) + " met a bug together", e);
            if (boundary(rules).isFirewall()) {
                return all(rules, Fate.FAILED, "a fault inside the sweeper, see its log");
            }
        }
        return oneByOne(rules);
    }

    private boolean isHopeless(BoundaryId boundary, NetworkFailure failure) {
        if (failure.isThrottled() || failedTogether.merge(boundary.key(), 1, Integer::sum) < TRIES_TOGETHER) {
            return false;
        }
        failedTogether.remove(boundary.key());
        return true;
    }

    /** Up to where Azure wants to be left alone. */
    private List<Swept> oneByOne(List<OverdueRule> rules) {
        List<Swept> swept = new ArrayList<>();
        for (OverdueRule rule : rules) {
            try {
                swept.add(rule(rule));
            } catch (NetworkFailure throttled) {
                LOG.log(
                        WARNING,
                        "Overdue rules of {0} are left for now: {1}",
                        rule.rule().boundary(),
                        words(throttled));
                swept.addAll(all(rules.subList(swept.size(), rules.size()), Fate.FAILED, throttled.because()));
                return swept;
            }
        }
        return swept;
    }

    /** Throws only what concerns those that come after, too. */
    private Swept rule(OverdueRule overdue) throws NetworkFailure {
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
            if (e.isThrottled()) {
                throw e;
            }
            LOG.log(WARNING, "Overdue rule {0} of {1} is still there: {2}", rule.name(), rule.boundary(), words(e));
            return new Swept(overdue, e.isRefused() ? Fate.REFUSED : Fate.FAILED, e.because());
        } catch (RuntimeException e) {
            LOG.log(WARNING, "Overdue rule " + rule.name() + " of " + rule.boundary() + " met a bug", e);
            return new Swept(overdue, Fate.FAILED, "a fault inside the sweeper, see its log");
        }
    }
}
