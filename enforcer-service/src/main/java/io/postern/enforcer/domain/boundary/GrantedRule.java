package io.postern.enforcer.domain.boundary;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.GrantTerms;
import io.postern.enforcer.domain.grant.WindowEnd;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.RuleShape;
import java.time.Instant;
import java.util.Optional;

/** The rule that a grant would get if it were written now, and the form of every opening. */
record GrantedRule(String instance, Grant.Granted grant, Machine machine, Instant now) {
    Optional<RuleName.Opening> rule() {
        if (machine.destinations(grant.terms().family()).isEmpty()) {
            return Optional.empty();
        }
        return WindowEnd.fixedAt(grant.terms(), now).map(end -> new RuleName.Opening(instance, grant.id(), end));
    }

    /** What lets pass at a boundary; how a firewall leads to it hangs on the priority. */
    static RuleShape shape(GrantTerms terms, Machine machine, BoundaryId at) {
        Gateway gateway = at.isFirewall() || terms.family() == AddressFamily.IPV6 ? null : machine.gateway();
        return new RuleShape(
                Access.ALLOW,
                terms.protocol(),
                gateway == null
                        ? terms.sources().stream().map(Cidr::toString).toList()
                        : gateway.sourcesBehind(terms.sources()),
                machine.destinations(terms.family()),
                terms.ports().stream()
                        .map(port -> String.valueOf(port.number()))
                        .toList());
    }
}
