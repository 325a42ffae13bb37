package io.postern.simulation.planted;

import io.postern.contracts.net.RuleName;
import io.postern.simulation.world.Surroundings;
import io.postern.sweeper.app.Network;
import io.postern.sweeper.app.NetworkFailure;
import io.postern.sweeper.domain.ListedRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows every rule of ours as an opening that is over. */
final class Greedy implements Network {
    private static final String OVER = "postern-" + Surroundings.INSTANCE + "-01m7yrs3x3000000000000000a-1";

    private final Network real;
    private final Map<ListedRule, ListedRule> shown = new HashMap<>();

    Greedy(Network real) {
        this.real = real;
    }

    @Override
    public Listing list(String subscription) throws NetworkFailure {
        Listing listing = real.list(subscription);
        List<ListedRule> rules = listing.rules().stream().map(this::show).toList();
        return new Listing(rules, listing.azureNow());
    }

    private ListedRule show(ListedRule rule) {
        boolean baseline = RuleName.parse(Surroundings.INSTANCE, rule.name()).orElse(null) instanceof RuleName.Baseline;
        ListedRule told = baseline ? new ListedRule(rule.boundary(), OVER, true) : rule;
        shown.put(told, rule);
        return told;
    }

    @Override
    public void remove(ListedRule rule) throws NetworkFailure {
        real.remove(shown.getOrDefault(rule, rule));
    }
}
