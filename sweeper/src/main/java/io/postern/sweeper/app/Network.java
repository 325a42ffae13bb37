package io.postern.sweeper.app;

import io.postern.sweeper.domain.ListedRule;
import java.time.Instant;
import java.util.List;

/** Azure's network: what rules stand there, and the end of one. Both say why when they fail. */
public interface Network {
    /** Every rule of a subscription's boundaries, or those of the pages that could be read, with Azure's own time. */
    Listing list(String subscription) throws NetworkFailure;

    /** Removes a rule; returns only once it opens nothing any more: gone, or a deny where a lock keeps it from going. */
    void remove(ListedRule rule) throws NetworkFailure;

    /** Removes several rules of one boundary, in one write where that can be; returns only once Azure no longer shows them. */
    default void removeAll(List<ListedRule> rules) throws NetworkFailure {
        for (ListedRule rule : rules) {
            remove(rule);
        }
    }

    /**
     * The rules of a subscription at an instant of Azure's clock; not {@code complete}: those that were read before it broke
     * off; {@code firewallsHidden}: the right to list its firewalls lacks.
     */
    record Listing(List<ListedRule> rules, Instant azureNow, boolean complete, boolean firewallsHidden) {
        public Listing {
            rules = List.copyOf(rules);
        }

        public Listing(List<ListedRule> rules, Instant azureNow) {
            this(rules, azureNow, true, false);
        }
    }
}
