package io.postern.audit.domain.story;

import io.postern.contracts.event.BoundaryWrite;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule in Azure from its coming to its going, with the ids that tie both to Azure's own record.
 *
 * @param writes where it was written, and under which correlation ids
 * @param removal null while it stands
 */
public record Opening(
        long leaf,
        GrantId grant,
        VmId vm,
        String rule,
        List<PortAccess> ports,
        List<Cidr> sources,
        Instant opened,
        Instant until,
        List<BoundaryWrite> writes,
        @Nullable Removal removal) {
    /**
     * How a rule went.
     *
     * @param late by how much it outlived its end; null when it did not
     */
    public record Removal(
            long leaf, Instant at, String how, @Nullable Duration late, List<BoundaryWrite> writes) {}

    static Opening of(Recorded recorded, RulesApplied e) {
        return new Opening(
                recorded.leaf(),
                e.grantId(),
                e.vm(),
                e.ruleName(),
                e.ports(),
                e.personal().sources(),
                e.from(),
                e.until(),
                e.boundaries(),
                null);
    }

    boolean isEndedBy(RulesRemoved e) {
        return removal == null && grant.equals(e.grantId()) && rule.equals(e.ruleName());
    }

    Opening removed(Recorded recorded, RulesRemoved e) {
        Instant at = recorded.envelope().time();
        Duration late = at.isAfter(e.until()) ? Duration.between(e.until(), at) : null;
        Removal gone = new Removal(recorded.leaf(), at, e.reason().word(), late, e.boundaries());
        return new Opening(leaf, grant, vm, rule, ports, sources, opened, until, writes, gone);
    }
}
