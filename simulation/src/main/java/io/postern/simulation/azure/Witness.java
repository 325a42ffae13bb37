package io.postern.simulation.azure;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.kernel.Owner;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees all that is asked of Azure, and all that it does. */
public interface Witness {
    /** A call, whatever it carries. */
    void asked(Owner who, Ask ask, BoundaryId boundary, String rule);

    /** One change of a rule, of which a call may carry several. */
    void carried(Owner who, Ask ask, BoundaryId boundary, RuleChange change);

    /** A whole boundary is written from what was read as one version, on condition that it is still another, or the same. */
    void replaces(Owner who, BoundaryId boundary, String readAs, String condition);

    void toldToWait(Owner who, Duration pause);

    void changed(Change change);

    void shown(Owner who, BoundaryId boundary, List<SecurityRule> rules, boolean stale);

    /** Something went wrong at a boundary, so that a removal may take longer. */
    void failed(BoundaryId boundary, Duration until);

    /** What a call wants of a rule; without one it is to go. */
    record RuleChange(String name, @Nullable SecurityRule rule) {
        static RuleChange to(SecurityRule rule) {
            return new RuleChange(rule.name(), rule);
        }
    }

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
