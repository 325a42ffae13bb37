package io.postern.request.domain;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Target;
import io.postern.contracts.event.VmAssessed.JitStatus;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests, and what is said about them, to test with. */
final class Requests {
    static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    static final Instant END = NOW.plus(Duration.ofHours(1));
    static final VmId WEB = vm("web-1");
    static final VmId JUMP = vm("jump-1");
    static final RequestId ID = new RequestId("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    static final GrantId FIRST = new GrantId("01ARZ3NDEKTSV4RRFFQ69G5FA1");
    static final GrantId SECOND = new GrantId("01ARZ3NDEKTSV4RRFFQ69G5FA2");
    static final PersonId REQUESTER = new PersonId("tenant", "requester");
    static final PortAccess SSH = new PortAccess(new Port(22), Protocol.TCP);

    private Requests() {}

    static VmId vm(String name) {
        return new VmId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso/providers/"
                + "Microsoft.Compute/virtualMachines/" + name);
    }

    /** A request for ssh on these VMs from one IPv4 address: one grant a VM. */
    static AccessRequest pending(VmId... vms) {
        List<Target> targets =
                Stream.of(vms).map(vm -> new Target(vm, List.of(SSH))).toList();
        var personal =
                new RequestSubmitted.Personal("Requester", List.of(Cidr.parse("203.0.113.7")), "deploy a fix", "nonce");
        return AccessRequest.submitted(
                new RequestSubmitted(ID, REQUESTER, targets, Duration.ofHours(1), null, null, personal), NOW);
    }

    static AccessRequest approved(VmId... vms) {
        return pending(vms).decided(Approval.APPROVED);
    }

    static RulesApplied applied(GrantId grant, VmId vm) {
        return applied(grant, vm, END);
    }

    static RulesApplied applied(GrantId grant, VmId vm, Instant until) {
        var personal = new RulesApplied.Personal(List.of(Cidr.parse("203.0.113.7")));
        return new RulesApplied(ID, grant, vm, List.of(SSH), NOW, until, "postern-demo-x", List.of(), personal);
    }

    /** The same through a firewall. */
    static RulesApplied mapped(GrantId grant, VmId vm) {
        var personal = new RulesApplied.Personal(List.of(Cidr.parse("203.0.113.7")));
        var way = new RulesApplied.MappedPort(SSH, "192.0.2.20", new Port(41_600));
        return new RulesApplied(
                ID, grant, vm, List.of(SSH), NOW, END, "postern-demo-x", List.of(), List.of(way), personal);
    }

    /** The approval of an extension of a request for {@link #WEB}. */
    static Approved extended(int number, Instant until) {
        return new Approved(
                ID,
                REQUESTER,
                List.of(new Target(WEB, List.of(SSH))),
                null,
                until,
                until,
                List.of(),
                "guarded",
                "1",
                "jws",
                number,
                null,
                new Approved.Personal(List.of(Cidr.parse("203.0.113.7")), "nonce"));
    }

    static RulesRemoved removed(GrantId grant, VmId vm, CloseReason reason) {
        return new RulesRemoved(ID, grant, vm, "postern-demo-x", END, reason, List.of());
    }

    static Expired expired(GrantId grant) {
        return new Expired(ID, grant, END);
    }

    static EnforcementRefused refused() {
        return new EnforcementRefused(ID, null, null, "signature", "Not signed by approval-service.");
    }

    static EnforcementRefused refused(GrantId grant, VmId vm) {
        return new EnforcementRefused(ID, grant, vm, "no-slot", "No priority is free.");
    }

    static KnownVm known(VmId vm, PortLimit... limits) {
        return new KnownVm(vm, "westeurope", "Linux", JitStatus.PROTECTED, null, null, List.of(limits));
    }

    static KnownVm demanding(VmId vm, AccessConditions conditions, PortLimit... limits) {
        return new KnownVm(
                vm, "westeurope", "Linux", JitStatus.PROTECTED, null, null, List.of(limits), conditions, null, 0);
    }

    static PortLimit limit(int port, Duration longest, String... sources) {
        return new PortLimit(
                new PortAccess(new Port(port), Protocol.TCP),
                sources.length == 0 ? List.of("*") : List.of(sources),
                longest);
    }

    static Map<VmId, KnownVm> inventory(KnownVm... vms) {
        return Stream.of(vms).collect(Collectors.toMap(KnownVm::vm, Function.identity()));
    }

    static Caller caller(String oid, Set<String> roles, Set<String> groups) {
        return new Caller(new PersonId("tenant", oid), oid, roles, groups);
    }
}
