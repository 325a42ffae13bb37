package io.postern.contracts.codec;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.BoundaryWrite;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionMade;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.EventQuarantined;
import io.postern.contracts.event.EventType;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.ExpiringSoon;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Lapsed;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.PanicOrdered;
import io.postern.contracts.event.PersonErased;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyDeleted;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestCancelled;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.ReviewMade;
import io.postern.contracts.event.ReviewNeeded;
import io.postern.contracts.event.RevocationRequested;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.ScaleSetAssessed;
import io.postern.contracts.event.SettingsChanged;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Target;
import io.postern.contracts.event.TrailRead;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.contracts.net.RuleName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Events as services write them: every type, each with and without what is optional. */
final class SampleEvents {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final RequestId REQUEST = new RequestId("01KAJ5X9Q2V7N3M8R4T6W0Y1ZA");
    static final GrantId GRANT = new GrantId("01KAJ5X9Q2V7N3M8R4T6W0Y1ZB");
    static final PersonId REQUESTER = person(1);
    static final PersonId APPROVER = person(2);
    static final VmId VM = new VmId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
            + "/providers/Microsoft.Compute/virtualMachines/web-1");
    static final BoundaryId NSG =
            new BoundaryId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
                    + "/providers/Microsoft.Network/networkSecurityGroups/web-1-nsg");
    static final BoundaryId FIREWALL =
            new BoundaryId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
                    + "/providers/Microsoft.Network/azureFirewalls/web-1-nsg");
    static final PortAccess SSH = new PortAccess(new Port(22), Protocol.TCP);
    static final Target TARGET = new Target(VM, List.of(SSH));
    static final List<Cidr> SOURCES = List.of(Cidr.parse("203.0.113.7/32"));
    static final String RULE = new RuleName.Opening("demo", GRANT, NOON).text();

    private SampleEvents() {}

    static Stream<Envelope> all() {
        return Stream.of(
                        new PolicyChanged(
                                "/subscriptions/s/policies/default",
                                VM,
                                List.of(new PolicyChanged.PortLimit(SSH, List.of("*"), Duration.ofHours(3))),
                                null,
                                REQUESTER),
                        new PolicyChanged(
                                "/subscriptions/s/policies/default",
                                VM,
                                List.of(new PolicyChanged.PortLimit(SSH, List.of("*"), Duration.ofHours(3))),
                                new AccessConditions(true, true, 8, 32, true, "c1"),
                                REQUESTER),
                        new PolicyDeleted("/subscriptions/s/policies/default", VM, REQUESTER),
                        submitted(Duration.ofHours(1), null, "INC-1"),
                        submitted(null, NOON, null),
                        new RequestCancelled(REQUEST, REQUESTER),
                        new RevocationRequested(
                                REQUEST,
                                APPROVER,
                                CloseReason.REVOKED,
                                new RevocationRequested.Personal("Ada", "not needed any more")),
                        new ExtensionRequested(
                                REQUEST,
                                1,
                                REQUESTER,
                                NOON.minusSeconds(60),
                                NOON,
                                NOON.plusSeconds(60),
                                new ExtensionRequested.Personal("Grace", "still at it", "n-1")),
                        new ApprovalNeeded(
                                REQUEST,
                                2,
                                List.of("approvers"),
                                "long-access",
                                "1",
                                null,
                                List.of(),
                                null,
                                null,
                                null,
                                null),
                        new ApprovalNeeded(
                                REQUEST,
                                2,
                                List.of("approvers"),
                                "long-access",
                                "1",
                                1,
                                List.of(new ApprovalNeeded.Stage("long-access", List.of("approvers"), 2)),
                                "A".repeat(43),
                                ApprovalNeeded.Risk.HIGH,
                                "https://postern.example/approvals/1",
                                NOON),
                        new DecisionMade(REQUEST, "sample", new DecisionMade.Personal("e30.e30.c2ln")),
                        new DecisionRejected(REQUEST, null, null, null, "not-an-approver", "ask somebody else"),
                        new DecisionRejected(REQUEST, 1, APPROVER, "sample", "own-request", "ask somebody else"),
                        new Lapsed(REQUEST, null, "long-access", "1"),
                        new Lapsed(REQUEST, 1, "long-access", "1"),
                        new ReviewNeeded(REQUEST, REQUESTER, List.of("reviewers"), NOON, "emergency", "1"),
                        new ReviewMade(REQUEST, APPROVER, true, new ReviewMade.Personal("Ada", "it was needed")),
                        new PanicOrdered("everything", null, new PanicOrdered.Personal("Ada", "somebody is inside")),
                        new PanicOrdered(NSG.key(), APPROVER, new PanicOrdered.Personal("Ada", "somebody is inside")),
                        new TrailRead(TrailRead.What.STORY, "", null, null, new TrailRead.Personal("Ada", null)),
                        new TrailRead(
                                TrailRead.What.QUERY,
                                "type=io.postern.expiry.expired.v1",
                                APPROVER,
                                12L,
                                new TrailRead.Personal("Ada", "grace@contoso.example")),
                        new PersonErased("A".repeat(43), 0, null, new PersonErased.Personal("Ada", "by letter")),
                        new PersonErased("A".repeat(43), 7, APPROVER, new PersonErased.Personal("Ada", "by letter")),
                        new SettingsChanged("approval-policy", null, "2"),
                        new SettingsChanged("approval-policy", "1", "2"),
                        new DecisionCounted(
                                REQUEST,
                                APPROVER,
                                Verdict.APPROVE,
                                1,
                                2,
                                1,
                                "sample",
                                new DecisionCounted.Personal(
                                        "Ada",
                                        "looks right",
                                        new Narrowing(Duration.ofMinutes(30), List.of(new Port(22)), SOURCES))),
                        new DecisionCounted(
                                REQUEST,
                                APPROVER,
                                Verdict.APPROVE,
                                1,
                                2,
                                null,
                                null,
                                new DecisionCounted.Personal("Ada", "looks right")),
                        approved(Duration.ofHours(1), null),
                        approved(null, NOON),
                        new Denied(REQUEST, "no-right", "may not ask", List.of(), "rbac", "1"),
                        new RulesApplied(
                                REQUEST,
                                GRANT,
                                VM,
                                List.of(SSH),
                                NOON.minusSeconds(60),
                                NOON,
                                RULE,
                                List.of(new BoundaryWrite(NSG, 100, "c-1"), new BoundaryWrite(NSG, 101, null)),
                                new RulesApplied.Personal(SOURCES)),
                        new RulesApplied(
                                REQUEST,
                                GRANT,
                                VM,
                                List.of(SSH),
                                NOON.minusSeconds(60),
                                NOON,
                                RULE,
                                List.of(new BoundaryWrite(FIREWALL, 100, "c-1")),
                                List.of(new RulesApplied.MappedPort(SSH, "192.0.2.20", new Port(40_000))),
                                new RulesApplied.Personal(SOURCES)),
                        new RulesRemoved(
                                REQUEST,
                                GRANT,
                                VM,
                                RULE,
                                NOON,
                                CloseReason.VM_DELETED,
                                List.of(new BoundaryWrite(NSG, 100, "c-2"))),
                        new EnforcementRefused(REQUEST, null, null, "bad-signature", "nobody signed this"),
                        new EnforcementRefused(REQUEST, GRANT, VM, "no-priority", "the band is full"),
                        new DriftFound(NSG, RULE, "orphan", "an allow without a record"),
                        new ExpiringSoon(REQUEST, GRANT, NOON),
                        new Expired(REQUEST, GRANT, NOON),
                        new VmAssessed(
                                VM,
                                "westeurope",
                                "Linux",
                                List.of(
                                        new VmAssessed.NetworkInterface(
                                                "nic-1",
                                                List.of("10.0.0.4"),
                                                NSG,
                                                List.of("192.0.2.11"),
                                                "subnet-1",
                                                NSG,
                                                List.of("asg-1")),
                                        new VmAssessed.NetworkInterface(
                                                "nic-2", List.of(), null, List.of(), null, null, List.of())),
                                VmAssessed.JitStatus.PROTECTED,
                                null,
                                null,
                                new VmAssessed.Posture(
                                        VmAssessed.Guard.NSG,
                                        "firewall-1",
                                        List.of(22, 3389),
                                        "192.0.2.20",
                                        List.of("10.0.6.0/24"))),
                        new VmAssessed(
                                VM,
                                "westeurope",
                                "Linux",
                                List.of(),
                                VmAssessed.JitStatus.UNSUPPORTED,
                                "NoNsgOrFirewall",
                                "Nothing guards it.",
                                new VmAssessed.Posture(VmAssessed.Guard.NONE, null, List.of())),
                        new ScaleSetAssessed("/subscriptions/s/scale-set", "westeurope", Duration.ofMinutes(5), false),
                        new ScaleSetAssessed("/subscriptions/s/scale-set", "westeurope", null, true),
                        new AttemptRefused(REQUEST.value(), REQUESTER, "approve", "own-request", "four eyes"),
                        new AttemptRefused("enforcer", null, "close", "no-token", "nobody signed in"),
                        new EventQuarantined("enforcer-service", "postern.requests", 3, 42, "not JSON"))
                .map(SampleEvents::envelope);
    }

    static Envelope envelope(PosternEvent event) {
        Source source = Arrays.stream(Source.values())
                .filter(EventType.of(event)::mayComeFrom)
                .findFirst()
                .orElseThrow();
        return new Envelope(new EventId("01KAJ5X9Q2V7N3M8R4T6W0Y1ZE"), source, 1, NOON.plusMillis(5), event);
    }

    static RequestSubmitted submitted(Duration duration, Instant endsAt, String ticket) {
        return new RequestSubmitted(
                REQUEST,
                REQUESTER,
                List.of(TARGET),
                duration,
                endsAt,
                ticket,
                new RequestSubmitted.Personal("Grace", SOURCES, "deploy", "n-1"));
    }

    static Approved approved(Duration duration, Instant endsAt) {
        return new Approved(
                REQUEST,
                REQUESTER,
                List.of(TARGET),
                duration,
                endsAt,
                NOON,
                List.of(APPROVER),
                "automatic",
                "1",
                "a.b.c",
                new Approved.Personal(SOURCES, "n-1"));
    }

    static PersonId person(int number) {
        return new PersonId("11111111-1111-1111-1111-111111111111", "22222222-0000-0000-0000-00000000000" + number);
    }
}
