package io.postern.audit.domain.siem;

import static io.postern.audit.domain.siem.Kind.FINDING;
import static io.postern.audit.domain.siem.Kind.GRANTS;
import static io.postern.audit.domain.siem.Kind.NOTICE;
import static io.postern.audit.domain.siem.Kind.REVOKES;

import io.postern.contracts.event.BoundaryWrite;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.ExpiringSoon;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.GrantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is open, and what no longer is. */
final class Access {
    private Access() {}

    static Meaning opened(RulesApplied e, String source) {
        return new Meaning(GRANTS, "OpenAccess", "Access is open", source)
                .opening(e.grantId(), e.ruleName(), Ports.text(e.ports()))
                .on(Resource.of(e.vm()))
                .on(boundaries(e.boundaries()))
                .with("from", e.from())
                .with("until", e.until())
                .with("ports", Ports.text(e.ports()))
                .with("sources", Ports.addresses(e.personal().sources()))
                .with(
                        "mappedPorts",
                        e.mappedPorts().stream().map(Access::mapped).toList())
                .with("azure", azure(e.boundaries()));
    }

    static Meaning closed(RulesRemoved e, String source, Ties ties) {
        return new Meaning(REVOKES, "CloseAccess", "Access is closed; open sessions are not cut", source)
                .opening(e.grantId(), e.ruleName(), privileges(e.grantId(), ties))
                .on(Resource.of(e.vm()))
                .on(boundaries(e.boundaries()))
                .with("until", e.until())
                .with("closeReason", e.reason().word())
                .with("opening", ties.opening(e.grantId()))
                .with("azure", azure(e.boundaries()));
    }

    static Meaning nearlyOver(ExpiringSoon e, String source, Ties ties) {
        return ofGrant(new Meaning(NOTICE, "AnnounceEnd", "Access is nearly over", source), e.grantId(), ties)
                .with("until", e.until());
    }

    static Meaning over(Expired e, String source, Ties ties) {
        return ofGrant(new Meaning(REVOKES, "ExpireAccess", "The time of access is up", source), e.grantId(), ties)
                .ends(Outcome.DUE, "expired", "The time is up; that it is closed, another event says.")
                .with("until", e.until());
    }

    static Meaning refused(EnforcementRefused e, String source) {
        List<Resource> vm =
                Optional.ofNullable(e.vm()).map(Resource::of).stream().toList();
        return new Meaning(FINDING, "RefuseOpening", "Approved access is not opened", source)
                .opening(e.grantId(), "", List.of())
                .on(vm)
                .of(Severity.HIGH)
                .ends(Outcome.FAILURE, e.reason(), e.detail());
    }

    private static Meaning ofGrant(Meaning meaning, GrantId grant, Ties ties) {
        Optional<RulesApplied> opened = ties.opened(grant);
        return meaning.opening(grant, opened.map(RulesApplied::ruleName).orElse(""), privileges(grant, ties))
                .on(opened.map(rules -> Resource.of(rules.vm())).stream().toList());
    }

    /** The ports that the grant's opening names; while that is not recorded, the grant itself. */
    private static List<String> privileges(GrantId grant, Ties ties) {
        return ties.opened(grant)
                .map(opened -> Ports.text(opened.ports()))
                .orElseGet(() -> List.of("grant " + grant.value()));
    }

    private static List<Resource> boundaries(List<BoundaryWrite> writes) {
        return writes.stream()
                .map(write -> Resource.of(write.boundary()))
                .distinct()
                .toList();
    }

    private static List<Map<String, Object>> azure(List<BoundaryWrite> writes) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (BoundaryWrite write : writes) {
            all.add(Fields.of("boundary", write.boundary().value())
                    .with("priority", write.priority())
                    .with("correlationId", write.correlationId())
                    .map());
        }
        return all;
    }

    private static Map<String, Object> mapped(RulesApplied.MappedPort port) {
        return Fields.of("port", Ports.text(port.port()))
                .with("address", port.address())
                .with("mapped", port.mapped().number())
                .map();
    }
}
