package io.postern.simulation.world;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.RequestCancelled;
import io.postern.contracts.event.RevocationRequested;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.simulation.bus.Bus;
import io.postern.simulation.oracle.PeoplesLog;
import io.postern.simulation.process.EnforcerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** People who ask for access and approve it, take it back, and some who only pretend. */
final class People {
    static final PortAccess SSH = new PortAccess(new Port(22), Protocol.TCP);
    static final PortAccess RDP = new PortAccess(new Port(3389), Protocol.TCP);

    private final Surroundings world;
    private final Bus bus;
    private final PeoplesLog log;
    private final List<VmId> machines;
    private final Supplier<Optional<EnforcerProcess>> enforcer;
    private final Supplier<List<RequestId>> known;
    private final List<Approved> given = new ArrayList<>();
    private int asked;

    People(
            Surroundings world,
            Bus bus,
            PeoplesLog log,
            List<VmId> machines,
            Supplier<Optional<EnforcerProcess>> enforcer,
            Supplier<List<RequestId>> known) {
        this.known = known;
        this.world = world;
        this.bus = bus;
        this.log = log;
        this.machines = machines;
        this.enforcer = enforcer;
    }

    /** Somebody asks, and somebody else approves. */
    void approve() {
        Instant now = world.kernel().now();
        Approved terms = terms(now);
        Approved approved = world.signatures().sign(terms, "jti-" + asked, now);
        log.approved(approved, now);
        given.add(approved);
        bus.publish(approved, Source.APPROVAL_SERVICE);
        if (world.chance().in1000(350)) {
            world.kernel().after(bus.owner(), world.chance().millis(0, 60_000), () -> takeBack(approved.requestId()));
        }
    }

    private Approved terms(Instant now) {
        asked++;
        boolean window = world.chance().in1000(300);
        Duration length = world.chance().seconds(5, 70);
        Instant end = now.plus(length);
        List<Target> targets = new ArrayList<>();
        for (VmId vm : machines) {
            if (targets.isEmpty()
                    ? vm.equals(machines.getLast()) || world.chance().in1000(600)
                    : world.chance().in1000(250)) {
                targets.add(new Target(vm, world.chance().in1000(300) ? List.of(SSH, RDP) : List.of(SSH)));
            }
        }
        String source = "203.0.113." + (world.chance().in1000(200) && asked > 1 ? asked - 1 : asked);
        return new Approved(
                world.requestId(),
                new PersonId("t", "alice-" + asked),
                targets,
                window ? null : length,
                window ? end : null,
                window ? end : end.plus(world.chance().seconds(0, 60)),
                List.of(new PersonId("t", "bob")),
                "ask",
                "1",
                "",
                new Approved.Personal(List.of(Cidr.parse(source)), "nonce"));
    }

    /** Somebody approves what they asked for themselves, or is counted twice: signed all the same. */
    void approveUnfit() {
        Instant now = world.kernel().now();
        Approved terms = terms(now);
        PersonId other = terms.approvers().getFirst();
        boolean oneself = world.chance().in1000(700);
        List<PersonId> unfit = oneself ? List.of(other, terms.requester()) : List.of(other, other);
        Approved approved = world.signatures().sign(by(unfit, terms), "jti-unfit-" + asked, now);
        log.approved(approved, now);
        bus.publish(approved, Source.APPROVAL_SERVICE);
    }

    private static Approved by(List<PersonId> approvers, Approved terms) {
        return new Approved(
                terms.requestId(),
                terms.requester(),
                terms.targets(),
                terms.duration(),
                terms.endsAt(),
                terms.notAfter(),
                approvers,
                terms.policyRule(),
                terms.policyVersion(),
                "",
                terms.personal());
    }

    /** Many people ask within a few seconds. */
    void crowd() {
        for (int i = world.chance().between(5, 9); i > 0; i--) {
            world.kernel().after(bus.owner(), world.chance().millis(0, 4000), this::approve);
        }
    }

    /** Somebody wants to stay longer, and somebody else approves. */
    void extend() {
        Instant now = world.kernel().now();
        List<Approved> first = given.stream()
                .filter(approved -> approved.extension() == null)
                .filter(approved -> approved.notAfter().isAfter(now))
                .toList();
        if (first.isEmpty()) {
            return;
        }
        Approved base = world.chance().of(first);
        int number = 1
                + (int) given.stream()
                        .filter(other -> other.requestId().equals(base.requestId()) && other.extension() != null)
                        .count();
        Instant end = now.plus(world.chance().seconds(20, 100));
        Approved terms = new Approved(
                base.requestId(),
                base.requester(),
                base.targets(),
                null,
                end,
                end,
                base.approvers(),
                base.policyRule(),
                base.policyVersion(),
                "",
                number,
                null,
                base.personal());
        world.trace().note("people", "extend " + base.requestId() + " to " + end);
        Approved approved = world.signatures().sign(terms, "jti-" + asked + "-more-" + number, now);
        log.approved(approved, now);
        given.add(approved);
        bus.publish(approved, Source.APPROVAL_SERVICE);
    }

    /** Somebody closes everything that anybody has. */
    void panic() {
        Optional<EnforcerProcess> there = enforcer.get();
        if (there.isEmpty()) {
            return;
        }
        world.trace().note("people", "panic");
        Instant now = world.kernel().now();
        given.forEach(approved -> log.closeAsked(approved.requestId(), now));
        world.kernel().spawn(there.get().owner(), Duration.ZERO, () -> {
            try {
                List<RequestId> closed = known.get();
                there.get().panic();
                log.panicked();
                closed.forEach(
                        request -> log.closeAcknowledged(request, world.kernel().now()));
            } catch (RuntimeException e) {
                world.trace().note("people", "panic failed: " + e.getMessage());
            }
        });
    }

    /** An approval that nobody gave, or one that was used before. */
    void forge() {
        world.trace().note("people", "a forged or replayed approval");
        if (!given.isEmpty() && world.chance().in1000(400)) {
            bus.publish(world.chance().of(given), Source.APPROVAL_SERVICE);
            return;
        }
        Approved terms = terms(world.kernel().now());
        bus.publish(terms.signed("jti-forged." + asked), Source.APPROVAL_SERVICE);
    }

    private void takeBack(RequestId request) {
        Instant now = world.kernel().now();
        log.closeAsked(request, now);
        Optional<EnforcerProcess> there = enforcer.get();
        if (there.isPresent() && world.chance().in1000(500)) {
            world.trace()
                    .note(
                            "people",
                            "close " + request + " by the API of "
                                    + there.get().owner().name());
            world.kernel().spawn(there.get().owner(), Duration.ZERO, () -> overApi(there.get(), request));
        } else if (world.chance().in1000(500)) {
            bus.publish(
                    new RevocationRequested(
                            request,
                            new PersonId("t", "carol"),
                            CloseReason.REVOKED,
                            new RevocationRequested.Personal("Carol", "")),
                    Source.REQUEST_SERVICE);
        } else {
            bus.publish(new RequestCancelled(request, new PersonId("t", "alice")), Source.REQUEST_SERVICE);
        }
    }

    private void overApi(EnforcerProcess there, RequestId request) {
        try {
            there.closeNow(request.value(), CloseReason.REVOKED);
            log.closeAcknowledged(request, world.kernel().now());
        } catch (RuntimeException e) {
            world.trace().note("people", "closing " + request + " failed: " + e.getMessage());
        }
    }
}
