package io.postern.simulation.paced;

import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.budget.WriteShare;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.azure.Change;
import io.postern.simulation.azure.Witness;
import io.postern.simulation.kernel.Kernel;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.world.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes the times, from what Azure sees and from what is told. */
final class Gauge implements Witness {
    private final Kernel kernel;
    private final Map<RequestId, Instant> given = new HashMap<>();
    private final List<Duration> opened = new ArrayList<>();
    private final List<Duration> closed = new ArrayList<>();
    private final Deque<Instant> window = new ArrayDeque<>();
    private int asked;
    private int refused;
    private int writes;
    private int mostWrites;

    Gauge(Kernel kernel) {
        this.kernel = kernel;
    }

    void given(RequestId request) {
        asked++;
        given.put(request, kernel.now());
    }

    void told(PosternEvent event) {
        if (event instanceof RulesApplied applied) {
            Instant since = given.remove(applied.requestId());
            if (since != null) {
                opened.add(Duration.between(since, kernel.now()));
            }
        } else if (event instanceof EnforcementRefused) {
            refused++;
        }
    }

    Figures figures() {
        return new Figures(asked, opened, closed, refused, writes, mostWrites);
    }

    @Override
    public void asked(Owner who, Ask ask, BoundaryId boundary, String rule) {
        if (ask == Ask.READ || ask == Ask.LIST) {
            return;
        }
        Instant now = kernel.now();
        writes++;
        window.addLast(now);
        while (window.getFirst().isBefore(now.minus(WriteShare.WINDOW))) {
            window.removeFirst();
        }
        mostWrites = Math.max(mostWrites, window.size());
    }

    @Override
    public void changed(Change change) {
        if (change.after() == null
                && RuleName.parse(Surroundings.INSTANCE, change.name()).orElse(null)
                        instanceof RuleName.Opening opening) {
            closed.add(Duration.between(opening.end(), kernel.now()));
        }
    }

    @Override
    public void carried(Owner who, Ask ask, BoundaryId boundary, RuleChange change) {}

    @Override
    public void replaces(Owner who, BoundaryId boundary, String readAs, String condition) {}

    @Override
    public void toldToWait(Owner who, Duration pause) {}

    @Override
    public void shown(Owner who, BoundaryId boundary, List<SecurityRule> rules, boolean stale) {}

    @Override
    public void failed(BoundaryId boundary, Duration until) {}
}
