package io.postern.simulation.azure;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.Landscape;
import io.postern.enforcer.app.NetworkRules;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.kernel.Chance;
import io.postern.simulation.kernel.Kernel;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.kernel.Trace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Azure as an enforcer reaches it. */
public final class EnforcersAzure implements NetworkRules, Landscape {
    private static final int REMEMBERED = 200;

    private final Line line;
    private final Azure azure;
    private final BiConsumer<Instant, Instant> azureTime;
    private final Clock clock;

    /** What was shown, as Azure's own JSON would hold it: a whole NSG is written from that, and from nothing else. */
    private final Map<String, Original> originals = new LinkedHashMap<>();

    private record Original(String etag, List<SecurityRule> rules) {}

    private long calls;

    public EnforcersAzure(
            Kernel kernel,
            Owner owner,
            Azure azure,
            Chance chance,
            Trace trace,
            BiConsumer<Instant, Instant> azureTime,
            Clock clock) {
        this.clock = clock;
        this.line = new Line(kernel, owner, azure, chance, trace);
        this.azure = azure;
        this.azureTime = azureTime;
    }

    @Override
    public Reading read(BoundaryId boundary) {
        Instant asked = clock.instant();
        Optional<Duration> wait = line.reach(Witness.Ask.READ, boundary, "");
        if (wait.isPresent()) {
            return new Reading.Unreadable(wait.get(), "429");
        }
        if (azure.weather.away || line.chance.in1000(azure.weather.unreadable)) {
            azure.witness().failed(boundary, Duration.ZERO);
            line.silence();
            return new Reading.Unreadable(Duration.ofSeconds(1), "no answer");
        }
        Instant date = azure.date();
        Group group = azure.group(boundary);
        boolean stale = group != null && line.chance.in1000(azure.weather.stale);
        List<SecurityRule> view = group == null
                ? List.of()
                : stale ? group.viewAt(line.kernel.now().minus(line.chance.seconds(1, 30))) : group.view();
        String etag = stale || group == null ? "stale" : String.valueOf(group.etag);
        line.back();
        azureTime.accept(date, asked);
        if (group == null) {
            return new Reading.Gone();
        }
        if (stale) {
            azure.witness().failed(boundary, Duration.ZERO);
        }
        azure.witness().shown(line.owner, boundary, view, stale);
        return new Reading.Seen(new ObservedNsg(boundary, view, date, original(view, etag)));
    }

    private ObservedNsg.Original original(List<SecurityRule> view, String etag) {
        String json = "reading-" + ++calls;
        originals.put(json, new Original(etag, view));
        if (originals.size() > REMEMBERED) {
            originals.remove(originals.keySet().iterator().next());
        }
        return new ObservedNsg.Original(json, etag);
    }

    @Override
    public Outcome put(BoundaryId boundary, RuleWrite write, BooleanSupplier hurry) {
        String name = write.name().text();
        carries(Witness.Ask.PUT, boundary, Witness.RuleChange.to(Rules.of(write)));
        return write(
                Witness.Ask.PUT,
                boundary,
                name,
                () -> isTaken(boundary, name, write.priority())
                        ? new Outcome.Refused(Outcome.Reason.PRIORITY_TAKEN, "SecurityRuleConflict")
                        : done(),
                by -> azure.set(boundary, name, Rules.of(write), by),
                hurry);
    }

    @Override
    public Outcome delete(BoundaryId boundary, String name, BooleanSupplier hurry) {
        carries(Witness.Ask.DELETE, boundary, new Witness.RuleChange(name, null));
        return write(
                Witness.Ask.DELETE,
                boundary,
                name,
                () -> azure.weather.locked ? new Outcome.Refused(Outcome.Reason.LOCKED, "ScopeLocked") : done(),
                by -> azure.set(boundary, name, null, by),
                hurry);
    }

    @Override
    public Outcome disarm(ObservedNsg seen, String name, int priority, BooleanSupplier hurry) {
        SecurityRule known = seen.rule(name).orElseThrow();
        return write(
                Witness.Ask.DISARM,
                seen.id(),
                name,
                () -> isTaken(seen.id(), name, priority)
                        ? new Outcome.Refused(Outcome.Reason.PRIORITY_TAKEN, "SecurityRuleConflict")
                        : done(),
                by -> azure.set(seen.id(), name, Rules.disarmed(known, priority), by),
                hurry);
    }

    @Override
    public Outcome replace(ObservedNsg seen, List<String> removals, List<RuleWrite> writes, BooleanSupplier hurry) {
        ObservedNsg.Original original = seen.original();
        if (original == null) {
            return new Outcome.Refused(Outcome.Reason.INVALID, "no version of the NSG");
        }
        Map<String, SecurityRule> whole = new TreeMap<>();
        Original read = Objects.requireNonNull(originals.get(original.json()));
        read.rules().forEach(rule -> whole.put(Group.key(rule.name()), rule));
        removals.forEach(name -> whole.remove(Group.key(name)));
        writes.forEach(each -> whole.put(Group.key(each.name().text()), Rules.of(each)));
        if (!line.isLeftAlone()) {
            azure.witness().replaces(line.owner, seen.id(), read.etag(), original.etag());
        }
        removals.forEach(name -> carries(Witness.Ask.DELETE, seen.id(), new Witness.RuleChange(name, null)));
        writes.forEach(each -> carries(Witness.Ask.PUT, seen.id(), Witness.RuleChange.to(Rules.of(each))));
        return write(
                Witness.Ask.REPLACE,
                seen.id(),
                removals + " " + writes.stream().map(each -> each.name().text()).toList(),
                () -> precondition(seen.id(), original.etag(), whole),
                // NB. what somebody writes while the operation goes on supersedes it
                by -> isOf(seen.id(), original.etag()) && azure.replace(seen.id(), whole, by),
                hurry);
    }

    private void carries(Witness.Ask ask, BoundaryId boundary, Witness.RuleChange change) {
        if (!line.isLeftAlone()) {
            azure.witness().carried(line.owner, ask, boundary, change);
        }
    }

    private Outcome precondition(BoundaryId boundary, String etag, Map<String, SecurityRule> whole) {
        if (!isOf(boundary, etag)) {
            return new Outcome.TryLater(Duration.ZERO, "412");
        }
        return Group.fit(whole.values())
                ? done()
                : new Outcome.Refused(Outcome.Reason.PRIORITY_TAKEN, "SecurityRuleConflict");
    }

    /** If-Match. */
    private boolean isOf(BoundaryId boundary, String etag) {
        Group group = azure.group(boundary);
        return group != null && String.valueOf(group.etag).equals(etag);
    }

    private boolean isTaken(BoundaryId boundary, String name, int priority) {
        Group group = azure.group(boundary);
        return group != null && group.isTaken(priority, true, name);
    }

    private Outcome done() {
        return new Outcome.Applied("call-" + ++calls);
    }

    private Outcome write(
            Witness.Ask ask,
            BoundaryId boundary,
            String rule,
            Supplier<Outcome> refusal,
            Predicate<String> effect,
            BooleanSupplier hurry) {
        Outcome outcome = line.reach(ask, boundary, rule)
                .<Outcome>map(wait -> new Outcome.Throttled(wait, "429"))
                .orElseGet(() -> line.write(boundary, refusal, effect, hurry));
        line.trace.note(line.owner.name(), boundary.name() + " " + ask + " " + rule + " -> " + outcome);
        return outcome;
    }

    @Override
    public Survey survey() {
        Optional<Duration> wait =
                line.reach(Witness.Ask.LIST, azure.boundaries().getFirst(), "");
        if (wait.isPresent() || azure.weather.away || line.chance.in1000(azure.weather.unreadable)) {
            line.silence();
            throw new Unavailable("Azure does not answer", new IllegalStateException("no answer"));
        }
        Instant date = azure.date();
        List<ObservedNsg> seen = azure.boundaries().stream()
                .map(nsg -> new ObservedNsg(nsg, azure.rules(nsg), date))
                .toList();
        Survey survey = new Survey(List.copyOf(azure.machines), seen, List.of(), List.of());
        line.kernel.sleep(line.chance.millis(5, 400));
        return survey;
    }

    @Override
    public boolean isDeleted(String resource) {
        line.kernel.sleep(line.chance.millis(2, 50));
        return azure.machines.stream().noneMatch(machine -> machine.vm().value().equals(resource));
    }
}
