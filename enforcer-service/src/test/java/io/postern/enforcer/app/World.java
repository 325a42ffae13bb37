package io.postern.enforcer.app;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Target;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.domain.boundary.Installation;
import io.postern.enforcer.domain.inventory.Assessment;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** All use cases over a fake Azure and a record in memory: one protected VM behind one NSG, at a settable time. */
public final class World implements Nudges {
    public static final Instant START = Instant.parse("2026-11-21T10:00:00.250Z");
    public static final BoundaryId NSG = nsg("web-nsg");
    public static final VmId VM = vm("web-1");
    public static final PersonId ALICE = new PersonId("t", "alice");
    public static final Installation OURS = new Installation("demo");
    public static final PortAccess SSH = new PortAccess(new Port(22), Protocol.TCP);

    public final SettableClock clock = new SettableClock(START);
    public final FakeAzure azure = new FakeAzure(clock);
    public final MemoryRecord record = new MemoryRecord();
    public final MemoryRules rules = new MemoryRules();
    public final MemoryScaleSets scaleSets = new MemoryScaleSets();
    public final Set<BoundaryId> nudged = new HashSet<>();
    public final List<BoundaryId> prepared = new ArrayList<>();
    public Optional<Instant> sweeperPass = Optional.of(START);
    public String forged = "";
    public String late = "";
    public @Nullable Instant signed;
    public boolean keys = true;
    /** Nudges are noted, and nothing is done about them. */
    public boolean asleep;

    public boolean deadlinesKept = true;

    public final Watch watch = new Watch("demo");
    final Pulse pulse = new Pulse();
    public final AddInterlocks interlocks = new AddInterlocks(() -> sweeperPass, new Signatures());
    final GrantEnds ends = new GrantEnds("demo", record, rules, record);
    final LoadBoundary load = new LoadBoundary(record, rules, record, record);
    final SettleBoundary settling =
            new SettleBoundary(OURS, record, load, record, rules, record, record, record, record, ends);
    /** Time stands still here while rules are written, so no number of them is taken for a hurry. */
    public static final WriteRules.Manner MANNER = new WriteRules.Manner("demo", 20, 10_000, false);

    final WriteRules writing = writing(MANNER);
    public ReconcileBoundary reconcile = new ReconcileBoundary("demo", azure, settling, writing, watch, clock);
    public final AcceptApproval accept = new AcceptApproval(
            new Signatures(),
            record,
            record,
            new EarlyLook(record, this, Runnable::run),
            ends,
            record,
            record,
            this,
            GrantId::next,
            Duration.ofHours(1));
    public final CloseGrant close = new CloseGrant(record, record, rules, ends, record, this);
    final FindDrift drift = new FindDrift(OURS, record, record, rules, record, record, record);
    public final MemorySurveys surveys = new MemorySurveys(clock);
    public final AssessVms assess = assess(azure, surveys.of("the first"));
    public final MemoryQuestions questions = new MemoryQuestions();
    public final PolicyService policyService = new PolicyService();
    public final AskAboutPolicies ask = new AskAboutPolicies(
            questions,
            policyService,
            new TakePolicyAnswer(questions, record, rules, record, ends, record, record, this, assess::scan),
            record,
            Runnable::run,
            clock);
    public final ProtectVms protect =
            new ProtectVms(record, questions, rules, record, record, this, () -> {}, () -> {});
    public final DueScan due = new DueScan(
            record,
            rules,
            new WaitingGrants(record, record, ends, record, interlocks, assess::completed),
            new EndGrants(record, ends, record),
            new PanicClose(record, record, rules, record, ends, record, record, this),
            record,
            interlocks,
            watch,
            () -> new Vitals.Look(clock.instant(), Duration.ZERO),
            new Pulse(),
            clock);

    public World() {
        rules.condemned = record.unshut::contains;
        azure.nsgs.put(NSG, new ArrayList<>());
        azure.machines.add(machine(VM, NSG, "10.0.0.4"));
        interlocks.azureSaid(START, START, START);
        assess.scan();
        record.protect(VM, "policy", List.of(SSH), START);
        run();
        azure.calls.clear();
        record.events.clear();
    }

    private WriteRules writing(WriteRules.Manner manner) {
        return new WriteRules(
                manner, azure, record, new IntendRule(record, record, rules, record), record, interlocks, clock);
    }

    /** From now on rules are written like this. */
    public void write(WriteRules.Manner manner) {
        reconcile = new ReconcileBoundary("demo", azure, settling, writing(manner), watch, clock);
    }

    public ReconcileBoundary.Progress run() {
        return reconcile.run(NSG);
    }

    AssessVms assess(Landscape landscape, Surveys turns) {
        return new AssessVms(
                landscape,
                turns,
                new Assessment("demo"),
                record,
                record,
                rules,
                record,
                record,
                new ForgetVm(record, record, rules, ends, record, record, this),
                new AssessScaleSets(landscape, scaleSets, record, record),
                drift,
                this,
                watch,
                clock);
    }

    /** Another instance of the enforcer, with a way of its own to Azure, to the record and to the leases. */
    Reconcile instance(NetworkRules network, UnitOfWork transactions, Leases leases) {
        Watch own = new Watch("demo");
        SettleBoundary settles =
                new SettleBoundary(OURS, transactions, load, record, rules, record, leases, record, record, ends);
        WriteRules writes = new WriteRules(
                MANNER,
                network,
                record,
                new IntendRule(transactions, record, rules, record),
                leases,
                interlocks,
                clock);
        return new LeasedReconcile(
                "demo",
                network,
                new ReconcileBoundary("demo", network, settles, writes, own, clock),
                writes,
                leases,
                pulse,
                own,
                clock);
    }

    /** What is due, and when. */
    public Map<BoundaryId, Instant> due(Duration ahead) {
        Map<BoundaryId, Instant> found = new LinkedHashMap<>();
        due.onRecord(clock.instant(), ahead, found::put);
        return found;
    }

    /** Lets time pass; the sweeper lives. */
    public void forward(Duration by) {
        clock.forward(by);
        sweeperPass = Optional.of(clock.instant());
    }

    public RequestId approve(Duration duration, String... sources) {
        Approved approved = approval(RequestId.next(), duration, sources);
        record.call(() -> {
            accept.on(approved, clock.instant());
            return approved;
        });
        return approved.requestId();
    }

    public Approved approval(RequestId request, Duration duration, String... sources) {
        return approval(
                request,
                duration,
                List.of(new Target(VM, List.of(SSH))),
                sources.length == 0 ? List.of("203.0.113.7") : List.of(sources));
    }

    public Approved approval(RequestId request, Duration duration, List<Target> targets, List<String> sources) {
        return new Approved(
                request,
                ALICE,
                targets,
                duration,
                null,
                clock.instant().plus(duration).plus(Duration.ofMinutes(15)),
                List.of(),
                "automatic",
                "1",
                "jws-" + request.value(),
                new Approved.Personal(sources.stream().map(Cidr::parse).toList(), "nonce"));
    }

    /** Approves an extension, and has it carried out as far as Azure lets it. */
    public Approved extend(RequestId request, int number, Instant endsAt) {
        return accept(extension(request, number, endsAt));
    }

    public Approved accept(Approved approved) {
        return record.call(() -> {
            accept.on(approved, clock.instant());
            return approved;
        });
    }

    public Approved extension(RequestId request, int number, Instant endsAt) {
        return extension(request, number, endsAt, List.of(new Target(VM, List.of(SSH))), "203.0.113.7");
    }

    public Approved extension(RequestId request, int number, Instant endsAt, List<Target> targets, String... sources) {
        return new Approved(
                request,
                ALICE,
                targets,
                null,
                endsAt,
                endsAt,
                List.of(),
                "automatic",
                "1",
                "jws-" + request.value() + "-" + number,
                number,
                null,
                new Approved.Personal(List.of(sources).stream().map(Cidr::parse).toList(), "nonce"));
    }

    public <E extends PosternEvent> List<E> told(Class<E> type) {
        return record.events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public List<String> openings() {
        return azure.nsgs.get(NSG).stream()
                .map(SecurityRule::name)
                .filter(name -> name.startsWith("postern-demo-") && !name.contains("-deny-"))
                .toList();
    }

    public SecurityRule foreign(String name, int priority, Access access) {
        SecurityRule rule = new SecurityRule(
                name, priority, true, access, "Tcp", List.of("*"), List.of("*"), List.of("*"), List.of("22"), "", true);
        azure.nsgs.get(NSG).add(rule);
        return rule;
    }

    @Override
    public CompletableFuture<Void> look(BoundaryId boundary) {
        nudged.add(boundary);
        if (!asleep) {
            reconcile.run(boundary);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void prepare(Set<BoundaryId> boundaries, CompletableFuture<Void> over) {
        prepared.addAll(boundaries);
    }

    @Override
    public CompletableFuture<Void> lookNow(BoundaryId boundary) {
        return look(boundary);
    }

    public static Snapshot machine(VmId vm, BoundaryId nsg, String address) {
        return new Snapshot(
                vm,
                "westeurope",
                "Linux",
                List.of(new NetworkInterface("nic", List.of(address), nsg, List.of(), null, null, List.of())));
    }

    public static BoundaryId nsg(String name) {
        return new BoundaryId(id("Microsoft.Network/networkSecurityGroups/" + name));
    }

    public static BoundaryId firewall(String name) {
        return new BoundaryId(id("Microsoft.Network/azureFirewalls/" + name));
    }

    public static VmId vm(String name) {
        return new VmId(id("Microsoft.Compute/virtualMachines/" + name));
    }

    private static String id(String tail) {
        return "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso/providers/" + tail;
    }

    /** Believes every signature but the forged. */
    private final class Signatures implements ApprovalSignatures {
        @Override
        public Verdict verify(Approved approved, Instant now) {
            if (approved.jws().equals(late)) {
                return new Verdict.Late(approved.jws());
            }
            return approved.jws().equals(forged)
                    ? new Verdict.Forged("the signature does not fit")
                    : new Verdict.Genuine(approved.jws(), signed == null ? clock.instant() : signed);
        }

        @Override
        public boolean ready() {
            if (deadlinesKept) {
                interlocks.recordSaid(
                        new Vitals.Look(clock.instant(), Duration.ZERO), clock.instant(), clock.instant());
                interlocks.scanned(clock.instant());
            }
            return keys;
        }
    }
}
