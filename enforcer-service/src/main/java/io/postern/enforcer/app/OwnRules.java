package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.boundary.RuleWrite;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that we wrote or are about to write, on record before Azure hears of them. */
public interface OwnRules {
    /** The rules that may stand on this boundary. */
    List<OwnRule> on(BoundaryId boundary);

    /** All rules that may stand on any boundary. */
    List<Placed> live();

    /** Where rules of these grants may stand; a grant that has none is left out. */
    Map<GrantId, List<BoundaryId>> standing(Collection<GrantId> grants);

    /** Where a grant's rules stood or stand, on every boundary. */
    List<Placed> of(GrantId grant);

    /** The same for several grants. */
    default Map<GrantId, List<Placed>> ofAll(Collection<GrantId> grants) {
        Map<GrantId, List<Placed>> each = new LinkedHashMap<>();
        grants.forEach(grant -> each.put(grant, of(grant)));
        return each;
    }

    /** Records the intent to write; false when another rule of ours has that priority, or a panic found its grant. */
    boolean intend(BoundaryId boundary, RuleWrite write);

    /**
     * Records at once the intent to write the first rule of a grant and the end of its window, outside of any transaction, and
     * prolongs the lease with it. False when nothing was recorded, because it is no such case, that priority is taken, a panic
     * found the grant, or the lease is not ours.
     */
    default boolean intendFirst(BoundaryId boundary, RuleWrite write, RuleName.Opening opening, Instant now) {
        return false;
    }

    /** Notes which of the boundary's rules were read back as wanted; all others were not. */
    void readBack(BoundaryId boundary, Set<String> standing);

    /** Notes that a rule was read back as gone. */
    void gone(BoundaryId boundary, String name);

    /** Notes that several rules were read back as gone. */
    default void allGone(BoundaryId boundary, Collection<String> names) {
        names.forEach(name -> gone(boundary, name));
    }

    /** Notes that a VM has other addresses now, so that all its rules will look different: that is no drift. */
    void moved(Collection<VmId> vms);

    /**
     * Notes whether a VM's baselines are wanted from now on, and that they will look different: that is no drift. The
     * answer is where they may stand.
     */
    List<BoundaryId> want(VmId vm, boolean wanted);

    /** Notes the id of the last call about a rule. */
    void called(BoundaryId boundary, String name, @Nullable String correlationId);

    /** The same for several rules. */
    default void allCalled(BoundaryId boundary, Map<String, @Nullable String> correlationIds) {
        correlationIds.forEach((name, id) -> called(boundary, name, id));
    }

    /** A rule and its place. {@code live}: it may still stand there. */
    record Placed(
            BoundaryId boundary,
            OwnRule rule,
            boolean live,
            @Nullable String correlationId) {}
}
