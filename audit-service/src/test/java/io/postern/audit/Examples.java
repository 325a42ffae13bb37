package io.postern.audit;

import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.BoundaryWrite;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionMade;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.ExpiringSoon;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Target;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One event of each topic. */
final class Examples {
    static final VmId VM = new VmId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
            + "/providers/Microsoft.Compute/virtualMachines/web-1");
    /** What a bot proves its human's verdict with. */
    static final String PROOF = "eyJhbGciOiJFZERTQSJ9.e30.c2ln";

    private static final PortAccess SSH = new PortAccess(new Port(22), Protocol.TCP);
    private static final PersonId PERSON = new PersonId("tenant", "someone");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    /** Every example is newer than the one before: a subject's versions may have gaps, but only ever grow. */
    private static final AtomicLong VERSION = new AtomicLong();

    private Examples() {}

    static List<Envelope> ofEveryTopic(RequestId request) {
        GrantId grant = GrantId.next();
        return List.of(
                from(
                        Source.REQUEST_SERVICE,
                        new PolicyChanged(
                                "policy-" + request,
                                VM,
                                List.of(new PolicyChanged.PortLimit(SSH, List.of("*"), Duration.ofHours(3))),
                                null,
                                PERSON)),
                submitted(request),
                from(Source.APPROVAL_BOT, new DecisionMade(request, "sample", new DecisionMade.Personal(PROOF))),
                from(
                        Source.APPROVAL_SERVICE,
                        new ApprovalNeeded(
                                request,
                                1,
                                List.of("approvers"),
                                "one-approver",
                                "1",
                                null,
                                List.of(),
                                null,
                                null,
                                null,
                                null)),
                from(
                        Source.ENFORCER_SERVICE,
                        new RulesRemoved(request, grant, VM, "rule", NOON, CloseReason.EXPIRED, List.of())),
                from(Source.EXPIRY_SERVICE, new ExpiringSoon(request, grant, NOON)),
                from(Source.EXPIRY_SERVICE, new Expired(request, grant, NOON)),
                from(
                        Source.ENFORCER_SERVICE,
                        new VmAssessed(
                                VM,
                                "westeurope",
                                "Linux",
                                List.of(),
                                VmAssessed.JitStatus.NOT_CONFIGURED,
                                null,
                                null,
                                null)),
                from(Source.REQUEST_SERVICE, new AttemptRefused(request.value(), null, "read", "no", "because")));
    }

    /** From the request to the rule that went, two seconds late. */
    static List<Envelope> life(RequestId request) {
        GrantId grant = GrantId.next();
        Instant until = NOON.minusSeconds(2);
        List<Target> targets = List.of(new Target(VM, List.of(SSH)));
        List<Cidr> sources = List.of(Cidr.parse("203.0.113.7"));
        BoundaryId nsg = new BoundaryId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
                + "/providers/Microsoft.Network/networkSecurityGroups/web-1-nsg");
        return List.of(
                submitted(request),
                from(
                        Source.APPROVAL_SERVICE,
                        new Approved(
                                request,
                                PERSON,
                                targets,
                                Duration.ofHours(1),
                                null,
                                NOON,
                                List.of(),
                                "automatic",
                                "1",
                                "a.b.c",
                                new Approved.Personal(sources, "nonce"))),
                from(
                        Source.ENFORCER_SERVICE,
                        new RulesApplied(
                                request,
                                grant,
                                VM,
                                List.of(SSH),
                                until.minusSeconds(3600),
                                until,
                                "rule",
                                List.of(new BoundaryWrite(nsg, 100, "opened-1")),
                                new RulesApplied.Personal(sources))),
                from(
                        Source.ENFORCER_SERVICE,
                        new RulesRemoved(
                                request,
                                grant,
                                VM,
                                "rule",
                                until,
                                CloseReason.EXPIRED,
                                List.of(new BoundaryWrite(nsg, 100, "closed-1")))));
    }

    /** A request of one person, to which another agrees for a part of it, and the rule that came of it. */
    static List<Envelope> asked(
            RequestId request, PersonId asks, String name, String why, PersonId approver, String approverName) {
        List<Target> targets = List.of(new Target(VM, List.of(SSH)));
        List<Cidr> sources = List.of(Cidr.parse("203.0.113.9"));
        return List.of(
                from(
                        Source.REQUEST_SERVICE,
                        new RequestSubmitted(
                                request,
                                asks,
                                targets,
                                Duration.ofHours(1),
                                null,
                                null,
                                new RequestSubmitted.Personal(name, sources, why, "nonce"))),
                from(
                        Source.APPROVAL_SERVICE,
                        new DecisionCounted(
                                request,
                                approver,
                                Verdict.APPROVE,
                                1,
                                1,
                                null,
                                null,
                                new DecisionCounted.Personal(
                                        approverName, "agreed by Bob", new Narrowing(null, null, sources)))),
                from(
                        Source.APPROVAL_SERVICE,
                        new Approved(
                                request,
                                asks,
                                targets,
                                Duration.ofHours(1),
                                null,
                                NOON,
                                List.of(approver),
                                "one-approver",
                                "1",
                                "a.b.c",
                                new Approved.Personal(sources, "nonce"))),
                from(
                        Source.ENFORCER_SERVICE,
                        new RulesApplied(
                                request,
                                GrantId.next(),
                                VM,
                                List.of(SSH),
                                NOON.minusSeconds(60),
                                NOON,
                                "rule",
                                List.of(),
                                new RulesApplied.Personal(sources))));
    }

    static Envelope submitted(RequestId request) {
        List<Target> targets = List.of(new Target(VM, List.of(SSH)));
        var personal = new RequestSubmitted.Personal(
                "Ada Lovelace", List.of(Cidr.parse("203.0.113.7")), "to repair the engine", "nonce");
        return from(
                Source.REQUEST_SERVICE,
                new RequestSubmitted(request, PERSON, targets, Duration.ofHours(1), null, "INC-1", personal));
    }

    static Envelope from(Source source, PosternEvent event) {
        return new Envelope(EventId.next(), source, VERSION.incrementAndGet(), NOON, event);
    }
}
