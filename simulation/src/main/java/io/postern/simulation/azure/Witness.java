package io.postern.simulation.azure;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.kernel.Owner;
import java.time.Duration;
import java.util.List;

/** Sees all that is asked of Azure, and all that it does. */
public interface Witness {
    /** A call, whatever it carries. */
    void asked(Owner who, Ask ask, BoundaryId boundary, String rule);

    /** One change of a rule, of which a call may carry several. */
    void carried(Owner who, Ask ask, BoundaryId boundary, RuleChange change);

    void toldToWait(Owner who, Duration pause);

    void changed(Change change);

    void shown(Owner who, BoundaryId boundary, List<SecurityRule> rules, boolean stale);

    /** Something went wrong at a boundary, so that a removal may take longer. */
    void failed(BoundaryId boundary, Duration until);

    /** What a call wants of a rule; {@code addresses}: how many it is to hold. */
    record RuleChange(String name, int addresses) {}

    /** What is asked for. */
    enum Ask {
        READ,
        PUT,
        DELETE,
        DISARM,
        REPLACE,
        LIST
    }
}
