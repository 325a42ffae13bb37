package io.postern.request;

import static io.postern.request.Neighbours.VMS;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What approval-service and enforcer-service say about a request for port 22 of a VM. */
record Story(Neighbours neighbours, VmId vm) {
    private static final PortAccess SSH = new PortAccess(new Port(22), Protocol.ANY);
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    static final Instant END = NOW.plus(Duration.ofHours(1));

    /** The request is for web-1. */
    Story(Neighbours neighbours) {
        this(neighbours, new VmId(VMS + "web-1"));
    }

    void approve(String id) {
        neighbours.say(
                Source.APPROVAL_SERVICE,
                new Approved(
                        new RequestId(id),
                        new PersonId(TestIdentity.TENANT, "22222222-0000-0000-0000-000000000001"),
                        List.of(),
                        Duration.ofHours(1),
                        null,
                        END,
                        List.of(),
                        "short-access",
                        "1",
                        "jws",
                        new Approved.Personal(List.of(), "nonce")),
                NOW.plusMillis(1));
    }

    GrantId open(String id) {
        return open(id, END);
    }

    GrantId open(String id, Instant until) {
        return open(id, until, List.of());
    }

    /** The grant is open through a firewall that has a public address. */
    GrantId openThroughFirewall(String id) {
        return open(id, END, List.of(new RulesApplied.MappedPort(SSH, "192.0.2.20", new Port(41_600))));
    }

    private GrantId open(String id, Instant until, List<RulesApplied.MappedPort> mapped) {
        GrantId grant = GrantId.next();
        neighbours.say(
                Source.ENFORCER_SERVICE,
                new RulesApplied(
                        new RequestId(id),
                        grant,
                        vm,
                        List.of(SSH),
                        NOW,
                        until,
                        "postern-demo-" + grant,
                        List.of(),
                        mapped,
                        new RulesApplied.Personal(List.of())),
                NOW.plusMillis(2));
        return grant;
    }

    /** The answer to an extension: yes, until then. */
    void approve(String id, int extension, Instant until) {
        neighbours.say(
                Source.APPROVAL_SERVICE,
                new Approved(
                        new RequestId(id),
                        new PersonId(TestIdentity.TENANT, "22222222-0000-0000-0000-000000000001"),
                        List.of(new Target(vm, List.of(SSH))),
                        null,
                        until,
                        until,
                        List.of(new PersonId(TestIdentity.TENANT, "22222222-0000-0000-0000-000000000002")),
                        "guarded",
                        "1",
                        "jws",
                        extension,
                        null,
                        new Approved.Personal(List.of(Cidr.parse("203.0.113.7")), "nonce")),
                NOW.plusMillis(3));
    }

    void remove(String id, GrantId grant, CloseReason reason) {
        neighbours.say(
                Source.ENFORCER_SERVICE,
                new RulesRemoved(new RequestId(id), grant, vm, "postern-demo-" + grant, END, reason, List.of()),
                NOW.plusMillis(4));
    }
}
