package io.postern.simulation.process;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.adapter.kafka.Reactions;
import io.postern.enforcer.adapter.timer.Timekeeper;
import io.postern.enforcer.adapter.timer.Timekeeper.Repeated;
import io.postern.enforcer.app.AcceptApproval;
import io.postern.enforcer.app.AddInterlocks;
import io.postern.enforcer.app.AssessScaleSets;
import io.postern.enforcer.app.AssessVms;
import io.postern.enforcer.app.BoundaryQueue;
import io.postern.enforcer.app.CloseGrant;
import io.postern.enforcer.app.DueScan;
import io.postern.enforcer.app.EarlyLook;
import io.postern.enforcer.app.EarlyVerdicts;
import io.postern.enforcer.app.EndGrants;
import io.postern.enforcer.app.FindDrift;
import io.postern.enforcer.app.ForgetVm;
import io.postern.enforcer.app.GrantEnds;
import io.postern.enforcer.app.IntendRule;
import io.postern.enforcer.app.LeasedReconcile;
import io.postern.enforcer.app.LoadBoundary;
import io.postern.enforcer.app.LookAgain;
import io.postern.enforcer.app.PanicClose;
import io.postern.enforcer.app.ProtectVms;
import io.postern.enforcer.app.Pulse;
import io.postern.enforcer.app.ReconcileBoundary;
import io.postern.enforcer.app.SettleBoundary;
import io.postern.enforcer.app.SurveyInTurn;
import io.postern.enforcer.app.Vitals;
import io.postern.enforcer.app.WaitingGrants;
import io.postern.enforcer.app.Watch;
import io.postern.enforcer.app.WriteRules;
import io.postern.enforcer.domain.boundary.Installation;
import io.postern.enforcer.domain.inventory.Assessment;
import io.postern.simulation.azure.Azure;
import io.postern.simulation.azure.EnforcersAzure;
import io.postern.simulation.bus.Consumer;
import io.postern.simulation.kernel.OwnClock;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.kernel.Threads;
import io.postern.simulation.kernel.Turn;
import io.postern.simulation.planted.Wires;
import io.postern.simulation.record.ApprovalTable;
import io.postern.simulation.record.BudgetTable;
import io.postern.simulation.record.Connection;
import io.postern.simulation.record.Database;
import io.postern.simulation.record.FindingTable;
import io.postern.simulation.record.GrantTable;
import io.postern.simulation.record.LeaseTable;
import io.postern.simulation.record.MachineTable;
import io.postern.simulation.record.PolicyTable;
import io.postern.simulation.record.RuleTable;
import io.postern.simulation.record.SurveyTable;
import io.postern.simulation.world.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** enforcer-service: the real use cases, wired as in production, over the models. */
public final class EnforcerProcess implements Process, Consumer {
    private static final Duration DUE_EVERY = Duration.ofSeconds(1);
    private static final Duration SCAN_EVERY = Duration.ofSeconds(60);
    private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(2);
    private static final String ME = Surroundings.INSTANCE;
    private static final Installation OURS = new Installation(ME);

    private final Surroundings world;
    private final Owner owner;
    private final OwnClock clock;
    private final Threads threads;
    private final Supplier<Optional<Instant>> sweeper;
    private final BoundaryQueue queue;
    private final SurveyInTurn survey;
    private final Turn turn;
    private final DueScan due;
    private final CloseGrant close;
    private final PanicClose panic;
    private final Reactions reactions;
    private final Connection connection;
    private final Wires wires;
    private Optional<Instant> lastPass = Optional.empty();
    private boolean scanOrdered;

    public EnforcerProcess(
            Surroundings world,
            Database database,
            Azure azure,
            Wires wires,
            Supplier<Optional<Instant>> sweeper,
            String name) {
        this.world = world;
        this.wires = wires;
        this.owner = new Owner(name);
        this.clock = new OwnClock(world.kernel());
        this.threads = new Threads(world.kernel(), owner);
        this.sweeper = sweeper;
        this.connection = world.connection(owner, database);
        var signatures = wires.signatures(world.signatures());
        AddInterlocks interlocks = new AddInterlocks(() -> lastPass, signatures);
        EnforcersAzure real = new EnforcersAzure(
                world.kernel(),
                owner,
                azure,
                world.chance(),
                world.trace(),
                (date, asked) -> interlocks.azureSaid(date, asked, clock.instant()),
                clock);
        var network = wires.network(real);
        var work = connection;
        var grants = wires.grants(new GrantTable(database));
        var rules = wires.rules(new RuleTable(database));
        var policies = new PolicyTable(database);
        var inventory = new MachineTable(database);
        var findings = new FindingTable(database);
        var approvals = wires.approvals(new ApprovalTable(database));
        var leases = wires.leases(new LeaseTable(database, connection, world.kernel(), name));
        Watch watch = new Watch(ME);
        Pulse pulse = new Pulse();
        this.turn = new Turn(world.kernel());
        GrantEnds ends = new GrantEnds(ME, grants, rules, connection);
        LoadBoundary load = new LoadBoundary(grants, rules, inventory, policies);
        SettleBoundary settling =
                new SettleBoundary(OURS, work, load, grants, rules, inventory, leases, findings, connection, ends);
        WriteRules writing = new WriteRules(
                world.manner(),
                network,
                wires.budget(new BudgetTable(database, connection, world.kernel(), world.share())),
                new IntendRule(work, grants, rules, policies),
                leases,
                interlocks,
                wires.writing(clock));
        var alone = new ReconcileBoundary(ME, network, settling, writing, watch, wires.reconciling(clock));
        var reconcile = new LeasedReconcile(ME, network, alone, writing, leases, pulse, watch, clock);
        this.queue = new BoundaryQueue(reconcile, _ -> scanSoon(), threads, threads, threads::await);
        var surveys = new SurveyTable(database, connection, world.kernel(), name);
        AssessVms assess = new AssessVms(
                real,
                surveys,
                new Assessment(ME),
                inventory,
                policies,
                rules,
                connection,
                work,
                new ForgetVm(inventory, grants, rules, ends, connection, work, queue),
                new AssessScaleSets(real, inventory.scaleSets(), connection, work),
                new FindDrift(OURS, policies, grants, rules, findings, inventory, work),
                queue,
                watch,
                clock);
        this.survey = new SurveyInTurn(assess, surveys, SCAN_EVERY);
        this.panic = new PanicClose(approvals, grants, rules, inventory, ends, connection, work, queue);
        this.due = new DueScan(
                grants,
                rules,
                new WaitingGrants(grants, inventory, ends, work, interlocks, assess::completed),
                new EndGrants(grants, ends, work),
                panic,
                work,
                interlocks,
                watch,
                () -> connection.call(() -> new Vitals.Look(world.kernel().now(), Duration.ZERO)),
                pulse,
                clock);
        this.close = new CloseGrant(approvals, grants, rules, ends, work, queue);
        EarlyVerdicts verdicts = new EarlyVerdicts(signatures, threads);
        EarlyLook look = new EarlyLook(inventory, queue, threads);
        AcceptApproval accept = new AcceptApproval(
                verdicts, approvals, grants, look, ends, connection, work, queue, world::grantId, Duration.ofHours(1));
        ProtectVms protect =
                new ProtectVms(policies, new NoQuestions(), rules, inventory, work, queue, this::scanSoon, () -> {});
        this.reactions =
                new Reactions(accept, verdicts, look, close, protect, new LookAgain(rules, work, queue), clock);
    }

    @Override
    public Owner owner() {
        return owner;
    }

    @Override
    public OwnClock clock() {
        return clock;
    }

    @Override
    public void start() {
        Timekeeper timekeeper = new Timekeeper(threads, threads, queue, clock);
        timekeeper.repeat(new Repeated(this::poll), Duration.ZERO, HEARTBEAT_EVERY);
        timekeeper.repeat(new Repeated(() -> turn.take(survey::ifWanted)), DUE_EVERY, DUE_EVERY);
        timekeeper.start(due, DUE_EVERY, new Repeated(() -> turn.take(survey::regularly)), SCAN_EVERY);
    }

    private void poll() {
        world.kernel().sleep(world.chance().millis(1, 5));
        sweeper.get().ifPresent(pass -> lastPass = Optional.of(pass));
    }

    private void scanSoon() {
        if (!scanOrdered) {
            scanOrdered = true;
            threads.execute(new Repeated(() -> turn.take(() -> {
                scanOrdered = false;
                survey.ordered();
            })));
        }
    }

    @Override
    public void take(Envelope envelope) {
        if (reactions.concerns(envelope.event())) {
            Envelope taken = wires.taken(envelope);
            Runnable over = reactions.ahead(taken.event());
            try {
                Inbox.once(connection, "enforcer", envelope, () -> reactions.handle(taken, new byte[0]));
            } finally {
                over.run();
            }
        }
    }

    /** What the API does when somebody closes a request or a grant; it answers without waiting for the read-back. */
    public void closeNow(String id, CloseReason reason) {
        var _ = close.now(id, reason, clock.instant(), Duration.ZERO);
    }

    /** What the API does when somebody closes everything there is. */
    public void panic() {
        var _ = panic.now(new PanicClose.Order(Optional.empty(), null, "Carol", "for the simulation"), clock.instant());
    }

    /** Somebody says that there may be something to do at a boundary. */
    public void look(BoundaryId boundary) {
        var _ = queue.lookNow(boundary);
    }
}
