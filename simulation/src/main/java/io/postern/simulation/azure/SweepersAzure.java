package io.postern.simulation.azure;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.simulation.kernel.Chance;
import io.postern.simulation.kernel.Kernel;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.kernel.Trace;
import io.postern.sweeper.app.Network;
import io.postern.sweeper.app.NetworkFailure;
import io.postern.sweeper.domain.ListedRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Azure as the sweeper reaches it. */
public final class SweepersAzure implements Network {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Line line;
    private final Azure azure;
    private final Duration patience;

    public SweepersAzure(Kernel kernel, Owner owner, Azure azure, Chance chance, Trace trace, Duration patience) {
        this.line = new Line(kernel, owner, azure, chance, trace);
        this.azure = azure;
        this.patience = patience;
    }

    @Override
    public Listing list(String subscription) throws NetworkFailure {
        BoundaryId any = azure.boundaries().getFirst();
        if (line.reach(Witness.Ask.LIST, any, "").isPresent()
                || azure.weather.away
                || line.chance.in1000(azure.weather.unreadable)) {
            line.silence();
            throw new NetworkFailure("the security groups could not be listed");
        }
        Instant date = azure.date();
        List<ListedRule> rules = azure.boundaries().stream()
                .flatMap(nsg -> azure.rules(nsg).stream()
                        .map(rule -> new ListedRule(nsg, rule.name(), rule.access() == Access.ALLOW)))
                .toList();
        line.kernel.sleep(line.chance.millis(5, 300));
        return new Listing(rules, date);
    }

    @Override
    public void remove(ListedRule rule) throws NetworkFailure {
        Instant deadline = line.kernel.now().plus(patience);
        while (true) {
            Outcome last = delete(rule);
            line.trace.note(line.owner.name(), rule.boundary().name() + " DELETE " + rule.name() + " -> " + last);
            if (isGone(rule)) {
                return;
            }
            if (!line.kernel.now().isBefore(deadline)) {
                throw new NetworkFailure("still there; last answer: " + last);
            }
            line.kernel.sleep(last instanceof Outcome.Throttled(Duration after, String _) ? after : PAUSE);
        }
    }

    private Outcome delete(ListedRule rule) {
        return line.reach(Witness.Ask.DELETE, rule.boundary(), rule.name())
                .<Outcome>map(wait -> new Outcome.Throttled(wait, "429"))
                .orElseGet(() -> line.write(
                        rule.boundary(),
                        () -> azure.weather.locked
                                ? new Outcome.Refused(Outcome.Reason.LOCKED, "ScopeLocked")
                                : new Outcome.Applied(null),
                        by -> azure.set(rule.boundary(), rule.name(), null, by),
                        () -> false));
    }

    private boolean isGone(ListedRule rule) {
        line.kernel.sleep(line.chance.millis(2, 40));
        Group group = azure.group(rule.boundary());
        return !azure.weather.away && (group == null || group.rule(rule.name()) == null);
    }
}
