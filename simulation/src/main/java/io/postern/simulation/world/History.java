package io.postern.simulation.world;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.ExpiringSoon;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestCancelled;
import io.postern.contracts.event.RevocationRequested;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.simulation.azure.Azure;
import io.postern.simulation.azure.SweepersAzure;
import io.postern.simulation.bus.Bus;
import io.postern.simulation.bus.Consumer;
import io.postern.simulation.kernel.Chance;
import io.postern.simulation.kernel.Kernel;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.kernel.Trace;
import io.postern.simulation.oracle.Announcements;
import io.postern.simulation.oracle.Convergence;
import io.postern.simulation.oracle.Ends;
import io.postern.simulation.oracle.ForeignRules;
import io.postern.simulation.oracle.FourEyes;
import io.postern.simulation.oracle.Fullness;
import io.postern.simulation.oracle.Interlocks;
import io.postern.simulation.oracle.Openings;
import io.postern.simulation.oracle.Oracle;
import io.postern.simulation.oracle.Panics;
import io.postern.simulation.oracle.Patience;
import io.postern.simulation.oracle.PeoplesLog;
import io.postern.simulation.oracle.Places;
import io.postern.simulation.oracle.Promptness;
import io.postern.simulation.oracle.Repeats;
import io.postern.simulation.oracle.Scene;
import io.postern.simulation.oracle.Share;
import io.postern.simulation.oracle.Troubles;
import io.postern.simulation.oracle.Troubles.Kind;
import io.postern.simulation.planted.Wires;
import io.postern.simulation.process.EnforcerProcess;
import io.postern.simulation.process.ExpiryProcess;
import io.postern.simulation.process.Process;
import io.postern.simulation.process.SweeperProcess;
import io.postern.simulation.record.Database;
import io.postern.simulation.record.PolicyRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One history: everything in it follows from its seed. */
public final class History {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00.250Z");
    private static final Duration SETTLING = Duration.ofSeconds(120);
    private static final int MOST_EVENTS = 400_000;

    private final Kernel kernel;
    private final Chance chance;
    private final Trace trace;
    private final Surroundings world;
    private final Azure azure;
    private final Bus bus;
    private final Database database;
    private final Oracle oracle;
    private final Scene scene;
    private final People people;
    private final Storm storm;
    private final Foreigners foreigners;
    private final List<Slot<EnforcerProcess>> enforcers = new ArrayList<>();
    private final Slot<SweeperProcess> sweeper;
    private final List<Slot<ExpiryProcess>> expiry = new ArrayList<>();
    private final Owner director = new Owner("director");

    /** What came of a history. */
    public record Result(
            long seed, long hash, long events, @Nullable Throwable violation, List<String> trace) {}

    private History(long seed, Wires wires, boolean traced) {
        kernel = new Kernel(seed, START, MOST_EVENTS);
        chance = new Chance(seed * 31 + 7);
        trace = new Trace(kernel, traced);
        world = new Surroundings(kernel, chance, trace);
        oracle = new Oracle(kernel);
        bus = new Bus(kernel, chance, trace, world::eventId);
        database = new Database(kernel::now, events -> committed(oracle, events));
        azure = new Azure(kernel, oracle);
        PeoplesLog log = new PeoplesLog();
        build();
        int count = chance.in1000(300) ? 1 : chance.between(2, 3);
        List<String> names = Stream.iterate(1, i -> i + 1)
                .limit(count)
                .map(i -> "enforcer-" + i)
                .toList();
        scene = new Scene(kernel, database, log, new Troubles(kernel), azure.machines, names, azure::rules);
        sweeper = new Slot<>(
                "sweeper",
                Kind.SWEEPER,
                life -> new SweeperProcess(
                        world,
                        (owner, patience) ->
                                wires.sweeping(new SweepersAzure(kernel, owner, azure, chance, trace, patience)),
                        life),
                world,
                scene);
        names.forEach(name -> enforcers.add(new Slot<>(
                name,
                Kind.ENFORCER,
                life -> new EnforcerProcess(
                        world, database, azure, wires, () -> sweeper.running().flatMap(SweeperProcess::lastPass), life),
                world,
                scene)));
        for (int i = chance.between(1, 2); i > 0; i--) {
            expiry.add(new Slot<>(
                    "expiry-" + i, Kind.EXPIRY, life -> new ExpiryProcess(world, database, life), world, scene));
        }
        Promptness promptness = new Promptness(scene);
        oracle.judgedBy(List.of(
                promptness,
                new Ends(scene),
                new Openings(scene),
                new FourEyes(scene),
                new Panics(scene),
                new Fullness(scene),
                new Places(scene),
                new Repeats(),
                new ForeignRules(),
                new Announcements(scene),
                new Patience(scene),
                new Share(scene),
                new Interlocks(scene, world::lastPass),
                new Convergence(scene)));
        foreigners = new Foreigners(world, azure, log);
        people = new People(
                world,
                bus,
                log,
                azure.machines.stream().map(Snapshot::vm).toList(),
                () -> chance.of(enforcers).running(),
                () -> database.grants.all().stream()
                        .filter(grant -> !(grant instanceof Grant.Closed) && !(grant instanceof Grant.Refused))
                        .map(grant -> grant.terms().request())
                        .distinct()
                        .toList());
        storm = new Storm(world, scene, azure, bus, people, foreigners, enforcers, sweeper, expiry);
        connect(log, promptness);
    }

    /** Lives one history through; must be called on a thread of its own. */
    public static Result of(long seed, Set<Fault> kinds, Wires wires, boolean traced) {
        History history = new History(seed, wires, traced);
        Throwable violation = null;
        try {
            history.live(kinds);
        } catch (RuntimeException | Error e) {
            violation = e;
        }
        history.end();
        return new Result(seed, history.trace.hash(), history.kernel.events(), violation, history.trace.lines());
    }

    private void build() {
        int boundaries = chance.between(1, 3);
        List<BoundaryId> nsgs = new ArrayList<>();
        for (int i = 1; i <= boundaries; i++) {
            nsgs.add(Surroundings.nsg("nsg-" + i));
            azure.create(nsgs.getLast());
        }
        for (int i = chance.between(1, 3); i > 0; i--) {
            BoundaryId own = chance.of(nsgs);
            BoundaryId subnets = chance.in1000(400) ? chance.of(nsgs) : null;
            NetworkInterface nic = new NetworkInterface(
                    "nic-" + i, List.of("10.0.0." + (3 + i)), own, List.of(), null, subnets, List.of());
            azure.machines.add(new Snapshot(Surroundings.vm("vm-" + i), "westeurope", "Linux", List.of(nic)));
        }
        azure.machines.forEach(machine -> database.policies.put(
                machine.vm().key(),
                new PolicyRow(machine.vm(), List.of(People.SSH, People.RDP), AccessConditions.DEFAULT)));
    }

    private void committed(Oracle judges, List<PosternEvent> events) {
        judges.told(events);
        events.forEach(event -> bus.publish(
                event,
                event instanceof Expired || event instanceof ExpiringSoon
                        ? Source.EXPIRY_SERVICE
                        : Source.ENFORCER_SERVICE));
    }

    private void connect(PeoplesLog log, Promptness promptness) {
        bus.subscribe(
                "enforcer",
                event -> event instanceof Approved
                        || event instanceof RevocationRequested
                        || event instanceof RequestCancelled
                        || event instanceof Expired,
                () -> running(enforcers));
        bus.subscribe(
                "expiry",
                event -> event instanceof RulesApplied || event instanceof RulesRemoved,
                () -> running(expiry));
        bus.onTaken(event -> {
            if (event instanceof Approved approved) {
                promptness.taken(approved);
            } else if (event instanceof RevocationRequested revocation) {
                log.closeAcknowledged(revocation.requestId(), kernel.now());
            } else if (event instanceof RequestCancelled cancelled) {
                log.closeAcknowledged(cancelled.requestId(), kernel.now());
            }
        });
        kernel.onDeath(
                owner -> slots().filter(slot -> slot.owns(owner)).forEach(slot -> slot.died(chance.seconds(1, 25))));
    }

    private static <P extends Process & Consumer> List<Consumer> running(List<Slot<P>> slots) {
        return slots.stream()
                .flatMap(slot -> slot.running().stream())
                .<Consumer>map(each -> each)
                .toList();
    }

    private Stream<Slot<? extends Process>> slots() {
        return Stream.concat(Stream.concat(enforcers.stream(), expiry.stream()), Stream.of(sweeper));
    }

    private void live(Set<Fault> kinds) {
        slots().forEach(slot -> kernel.after(director, chance.millis(0, 500), slot::start));
        if (kinds.contains(Fault.FOREIGNERS)) {
            azure.boundaries().forEach(foreigners::add);
        }
        Duration length = chance.seconds(40, 110);
        for (int i = chance.between(1, 6); i > 0; i--) {
            kernel.after(director, chance.seconds(3, (int) length.toSeconds()), people::approve);
        }
        for (int i = chance.between(0, 2); i > 0; i--) {
            kernel.after(director, chance.seconds(10, (int) length.toSeconds()), people::extend);
        }
        for (int i = chance.between(0, 2); i > 0; i--) {
            kernel.after(director, chance.seconds(3, (int) length.toSeconds()), people::forge);
        }
        if (chance.in1000(150)) {
            kernel.after(director, chance.seconds(3, (int) length.toSeconds()), people::approveUnfit);
        }
        List<Fault> faults = List.copyOf(new java.util.TreeSet<>(kinds));
        for (int i = faults.isEmpty() ? 0 : chance.between(0, 5); i > 0; i--) {
            Fault fault = chance.of(faults);
            kernel.after(director, chance.seconds(2, (int) length.toSeconds()), () -> storm.strike(fault));
        }
        kernel.run(length.plusSeconds(60));
        storm.calm();
        kernel.run(SETTLING);
        oracle.settled();
        kernel.run(Duration.ofMillis(1));
    }

    private void end() {
        kernel.close(slots().flatMap(slot -> slot.process().stream())
                .map(process -> ((Process) process).owner())
                .toList());
    }
}
