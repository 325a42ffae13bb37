package io.postern.enforcer.app;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.GrantId;
import io.postern.enforcer.domain.grant.Grant;
import java.time.Instant;

/** Ends grants of which no boundary has a rule any more, so that no look at one would end them. */
public final class EndGrants {
    private final Grants grants;
    private final GrantEnds ends;
    private final UnitOfWork work;

    public EndGrants(Grants grants, GrantEnds ends, UnitOfWork work) {
        this.grants = grants;
        this.ends = ends;
        this.work = work;
    }

    void standsNowhere(GrantId id, Instant now) {
        work.call(() -> {
            switch (grants.locked(id).orElse(null)) {
                case Grant.Live live when live.isOver(now) -> ends.close(live, CloseReason.EXPIRED, now);
                case Grant.Closing closing -> ends.finish(closing, now);
                case null, default -> {}
            }
            return id;
        });
    }
}
