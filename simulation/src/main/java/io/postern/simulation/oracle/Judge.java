package io.postern.simulation.oracle;

import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.azure.Change;
import io.postern.simulation.azure.Witness;
import io.postern.simulation.kernel.Owner;
import java.time.Duration;
import java.util.List;

/** Watches over some of the invariants; whoever does not care for something does not look. */
public abstract class Judge implements Witness {
    @Override
    public void asked(Owner who, Ask ask, BoundaryId boundary, String rule) {}

    @Override
    public void carried(Owner who, Ask ask, BoundaryId boundary, RuleChange change) {}

    @Override
    public void replaces(Owner who, BoundaryId boundary, String readAs, String condition) {}

    @Override
    public void toldToWait(Owner who, Duration pause) {}

    @Override
    public void changed(Change change) {}

    @Override
    public void shown(Owner who, BoundaryId boundary, List<SecurityRule> rules, boolean stale) {}

    @Override
    public void failed(BoundaryId boundary, Duration until) {}

    void told(PosternEvent event) {}

    void settled() {}
}
