package io.postern.simulation.paced;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Target;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.app.WriteRules;
import io.postern.enforcer.domain.budget.WriteShare;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.simulation.azure.Azure;
import io.postern.simulation.kernel.Chance;
import io.postern.simulation.kernel.Kernel;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.kernel.Trace;
import io.postern.simulation.planted.Wires;
import io.postern.simulation.process.EnforcerProcess;
import io.postern.simulation.record.Database;
import io.postern.simulation.record.PolicyRow;
import io.postern.simulation.world.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The real enforcer, queue and budget with it, under Azure's write limits: 100 NSGs, two ports a grant, three seconds a
 * write, and the whole budget ours. Windows are 2 to 10 minutes, so that an NSG never holds more than it may.
 */
public final class PacedRun {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00.250Z");
    private static final int NSGS = 100;
    private static final Duration A_WRITE = Duration.ofSeconds(3);
    private static final Duration FIRST = Duration.ofSeconds(120);
    private static final Duration DRAINED = Duration.ofMinutes(12);
    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int FULL_NSG = 20;
    private static final List<PortAccess> PORTS =
            List.of(new PortAccess(new Port(22), Protocol.TCP), new PortAccess(new Port(3389), Protocol.TCP));

    private final Kernel kernel = new Kernel(1, START, Long.MAX_VALUE);
    private final Chance chance = new Chance(11);
    private final Owner people = new Owner("people");
    private final Surroundings world;
    private final Gauge gauge = new Gauge(kernel);
    private final Database database = new Database(kernel::now, events -> events.forEach(this::told));
    private final Azure azure = new Azure(kernel, gauge);
    private final EnforcerProcess enforcer;
    private final double gapMillis;
    private final Instant last;
    private int asked;

    private PacedRun(int grantsAMinute, Duration length, Wires wires) {
        gapMillis = 60_000.0 / grantsAMinute;
        last = START.plus(FIRST).plus(length);
        world = new Surroundings(
                kernel,
                chance,
                new Trace(kernel, false),
                new WriteRules.Manner(Surroundings.INSTANCE, FULL_NSG, WriteRules.Manner.HURRIED_FROM, false),
                WriteShare.ofPercent(100));
        for (int i = 1; i <= NSGS; i++) {
            BoundaryId nsg = Surroundings.nsg("nsg-" + i);
            azure.create(nsg);
            NetworkInterface nic = new NetworkInterface(
                    "nic-" + i, List.of("10.0.0." + (3 + i)), nsg, List.of(), null, null, List.of());
            Snapshot machine = new Snapshot(Surroundings.vm("vm-" + i), "westeurope", "Linux", List.of(nic));
            azure.machines.add(machine);
            database.policies.put(machine.vm().key(), new PolicyRow(machine.vm(), PORTS, AccessConditions.DEFAULT));
        }
        azure.weather.each = A_WRITE;
        enforcer = new EnforcerProcess(world, database, azure, wires, () -> Optional.of(kernel.now()), "enforcer-1.1");
    }

    /** Grants come as they please, so many a minute on average, and for so long; then all of them end. */
    public static Figures of(int grantsAMinute, Duration length) {
        return of(grantsAMinute, length, new Wires());
    }

    /** The same with a bug in it. */
    public static Figures of(int grantsAMinute, Duration length, Wires wires) {
        PacedRun run = new PacedRun(grantsAMinute, length, wires);
        try {
            run.enforcer.start();
            run.kernel.after(run.people, FIRST, run::grant);
            run.kernel.run(FIRST.plus(length).plus(DRAINED));
            return run.gauge.figures();
        } finally {
            run.kernel.close(List.of(run.enforcer.owner()));
        }
    }

    private void grant() {
        Instant now = kernel.now();
        if (now.isAfter(last)) {
            return;
        }
        asked++;
        Approved approved = world.signatures().sign(terms(now), "jti-" + asked, now);
        gauge.given(approved.requestId());
        Envelope envelope = new Envelope(world.eventId(), Source.APPROVAL_SERVICE, 1, now, approved);
        kernel.spawn(enforcer.owner(), chance.millis(1, 15), () -> enforcer.take(envelope));
        double gap = -Math.log(1 - chance.between(0, 999_999) / 1_000_000.0) * gapMillis;
        kernel.after(people, Duration.ofMillis(Math.round(gap)), this::grant);
    }

    private Approved terms(Instant now) {
        Duration length = chance.seconds(120, 600);
        String source = "203.0." + asked / 250 % 250 + "." + (1 + asked % 250);
        return new Approved(
                world.requestId(),
                new PersonId("t", "alice-" + asked),
                List.of(new Target(chance.of(azure.machines).vm(), PORTS)),
                length,
                null,
                now.plus(length).plusSeconds(120),
                List.of(new PersonId("t", "bob")),
                "ask",
                "1",
                "",
                new Approved.Personal(List.of(Cidr.parse(source)), "nonce"));
    }

    private void told(PosternEvent event) {
        gauge.told(event);
        if (event instanceof RulesRemoved removed) {
            kernel.after(people, KEPT, () -> database.forget(removed.grantId(), removed.requestId()));
        }
    }

    /** {@code PacedRun <grants a minute> <minutes>}. */
    public static void main(String[] args) throws InterruptedException {
        long began = System.nanoTime();
        Thread run = Thread.ofVirtual()
                .start(() -> System.out.println(args[0] + " a minute: "
                        + of(Integer.parseInt(args[0]), Duration.ofMinutes(Long.parseLong(args[1])))));
        run.join();
        System.out.println((System.nanoTime() - began) / 1_000_000 + " ms");
    }
}
