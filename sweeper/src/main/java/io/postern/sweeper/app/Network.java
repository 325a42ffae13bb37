package io.postern.sweeper.app;

import io.postern.sweeper.domain.ListedRule;
import java.time.Instant;
import java.util.List;

/** Azure's network: what rules stand there, and the end of one. Both say why when they fail. */
public interface Network {
    /** Every security rule of a subscription, with Azure's own time. */
    Listing list(String subscription) throws NetworkFailure;

    /** Removes a rule; returns only once Azure no longer shows it. */
    void remove(ListedRule rule) throws NetworkFailure;

    /** The rules of a subscription at an instant of Azure's clock. */
    record Listing(List<ListedRule> rules, Instant azureNow) {
        public Listing {
            rules = List.copyOf(rules);
        }
    }
}
