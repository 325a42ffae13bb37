package io.postern.simulation.oracle;

import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.azure.Change;
import io.postern.simulation.azure.Witness;
import io.postern.simulation.kernel.Kernel;
import io.postern.simulation.kernel.Owner;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Hands what happens to those who judge it; the first violation ends the history. */
public final class Oracle implements Witness {
    private final Kernel kernel;
    private List<Judge> judges = List.of();

    public Oracle(Kernel kernel) {
        this.kernel = kernel;
    }

    /** From now on these judge; they know the world, which knows the oracle. */
    public void judgedBy(List<Judge> by) {
        judges = List.copyOf(by);
    }

    @Override
    public void asked(Owner who, Ask ask, BoundaryId boundary, String rule) {
        each(judge -> judge.asked(who, ask, boundary, rule));
    }

    @Override
    public void carried(Owner who, Ask ask, BoundaryId boundary, RuleChange change) {
        each(judge -> judge.carried(who, ask, boundary, change));
    }

    @Override
    public void replaces(Owner who, BoundaryId boundary, String readAs, String condition) {
        each(judge -> judge.replaces(who, boundary, readAs, condition));
    }

    @Override
    public void toldToWait(Owner who, Duration pause) {
        each(judge -> judge.toldToWait(who, pause));
    }

    @Override
    public void changed(Change change) {
        each(judge -> judge.changed(change));
    }

    @Override
    public void shown(Owner who, BoundaryId boundary, List<SecurityRule> rules, boolean stale) {
        each(judge -> judge.shown(who, boundary, rules, stale));
    }

    @Override
    public void failed(BoundaryId boundary, Duration until) {
        each(judge -> judge.failed(boundary, until));
    }

    /** A service committed these events. */
    public void told(List<PosternEvent> events) {
        events.forEach(event -> each(judge -> judge.told(event)));
    }

    /** Nothing is wrong any more, and everybody had time. */
    public void settled() {
        each(Judge::settled);
    }

    private void each(Consumer<Judge> tell) {
        for (Judge judge : judges) {
            try {
                tell.accept(judge);
            } catch (RuntimeException | Error violation) {
                kernel.fail(violation);
            }
        }
    }
}
