package io.postern.enforcer.app;

import io.postern.contracts.event.ScaleSetAssessed;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.Claim;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.enforcer.domain.posture.ObservedFirewall;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Azure in memory: NSGs, a log of what was asked for, and orders to fail. */
public final class FakeAzure implements NetworkRules, Landscape {
    /** How the next write goes wrong. */
    public enum Fault {
        LOST_AND_NOT_APPLIED,
        LOST_BUT_APPLIED,
        PRIORITY_TAKEN,
        THROTTLED,
        FORBIDDEN,
        INVALID,
        WE_DIE_BEFORE_IT,
        WE_DIE_AFTER_IT
    }

    /** Stands for SIGKILL. */
    public static final class Killed extends Error {}

    public final Map<BoundaryId, List<SecurityRule>> nsgs = new LinkedHashMap<>();
    /** What somebody else takes of a firewall. */
    public final Map<BoundaryId, List<Claim>> claims = new LinkedHashMap<>();

    /** Of which Azure says that the last write failed. */
    public final Set<BoundaryId> failed = new HashSet<>();

    public final List<Snapshot> machines = new ArrayList<>();
    public final List<ObservedFirewall> firewalls = new ArrayList<>();
    public final List<ScaleSetAssessed> scaleSets = new ArrayList<>();
    public final List<String> calls = new ArrayList<>();
    public final Deque<Fault> faults = new ArrayDeque<>();
    /** Says of a call, as it stands in the log, what Azure answers; null: the call is carried out. */
    public Function<String, @Nullable Outcome> answer = _ -> null;

    /** Whether reading works. */
    public @Nullable Reading unreadable;
    /** Told after every change of a rule. */
    public Runnable watcher = () -> {};

    public int reads;

    /** How far Azure's clock is ahead of ours. */
    public Duration dateAhead = Duration.ZERO;

    /** What happens while a write is followed to its end, and how many were not. */
    public Runnable whileFollowed = () -> {};

    public int cutShort;

    private final Clock clock;

    public FakeAzure(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Reading read(BoundaryId boundary) {
        reads++;
        if (unreadable != null) {
            return unreadable;
        }
        return nsgs.containsKey(boundary) ? new Reading.Seen(observed(boundary)) : new Reading.Gone();
    }

    public ObservedNsg observed(BoundaryId boundary) {
        return new ObservedNsg(
                boundary,
                nsgs.get(boundary),
                clock.instant().plus(dateAhead).truncatedTo(ChronoUnit.SECONDS),
                new ObservedNsg.Original("{}", "1"),
                claims.getOrDefault(boundary, List.of()),
                !failed.contains(boundary));
    }

    @Override
    public Outcome put(BoundaryId boundary, RuleWrite write, BooleanSupplier hurry) {
        Outcome failed = fault("PUT " + write.name().text(), () -> apply(boundary, write));
        if (failed != null) {
            return failed;
        }
        boolean clash = nsgs.get(boundary).stream()
                .anyMatch(rule -> rule.inbound()
                        && rule.priority() == write.priority()
                        && !rule.isCalled(write.name().text()));
        if (clash) {
            return new Outcome.Refused(Outcome.Reason.PRIORITY_TAKEN, "SecurityRuleConflict");
        }
        apply(boundary, write);
        return followed(hurry, "put-");
    }

    @Override
    public Outcome delete(BoundaryId boundary, String name, BooleanSupplier hurry) {
        Outcome failed = fault("DELETE " + name, () -> remove(boundary, name));
        if (failed != null) {
            return failed;
        }
        remove(boundary, name);
        return followed(hurry, "delete-");
    }

    @Override
    public Outcome disarm(ObservedNsg seen, String name, int priority, BooleanSupplier hurry) {
        Outcome failed = fault("DENY " + name + " " + priority, () -> turnIntoDeny(seen.id(), name, priority));
        if (failed != null) {
            return failed;
        }
        turnIntoDeny(seen.id(), name, priority);
        return new Outcome.Applied("deny-" + calls.size());
    }

    private void turnIntoDeny(BoundaryId boundary, String name, int priority) {
        nsgs.get(boundary)
                .replaceAll(rule -> rule.isCalled(name)
                        ? new SecurityRule(
                                rule.name(),
                                priority,
                                rule.inbound(),
                                Access.DENY,
                                rule.protocol(),
                                rule.sources(),
                                rule.sourcePorts(),
                                rule.destinations(),
                                rule.ports(),
                                rule.description(),
                                rule.plain())
                        : rule);
        watcher.run();
    }

    @Override
    public Outcome replace(ObservedNsg seen, List<String> removals, List<RuleWrite> writes, BooleanSupplier hurry) {
        Outcome failed =
                fault("NSG -" + removals.size() + " +" + writes.size(), () -> exchange(seen.id(), removals, writes));
        if (failed != null) {
            return failed;
        }
        if (!observed(seen.id()).rules().equals(seen.rules())) {
            return new Outcome.TryLater(Duration.ZERO, "412");
        }
        exchange(seen.id(), removals, writes);
        return followed(hurry, "nsg-");
    }

    private Outcome followed(BooleanSupplier hurry, String what) {
        whileFollowed.run();
        if (hurry.getAsBoolean()) {
            cutShort++;
            return new Outcome.Unknown("something else is urgent");
        }
        return new Outcome.Applied(what + calls.size());
    }

    private void exchange(BoundaryId boundary, List<String> removals, List<RuleWrite> writes) {
        Runnable told = watcher;
        watcher = () -> {};
        removals.forEach(name -> drop(boundary, name));
        writes.forEach(write -> apply(boundary, write));
        watcher = told;
        watcher.run();
    }

    private void remove(BoundaryId boundary, String name) {
        drop(boundary, name);
        watcher.run();
    }

    private @Nullable Outcome fault(String call, Runnable apply) {
        Outcome answered = answer.apply(call);
        if (answered != null) {
            calls.add(call);
            return answered;
        }
        Outcome failed = fault(apply);
        calls.add(call);
        return failed;
    }

    private @Nullable Outcome fault(Runnable apply) {
        return switch (faults.poll()) {
            case null -> null;
            case LOST_AND_NOT_APPLIED -> new Outcome.Unknown("timeout");
            case LOST_BUT_APPLIED -> {
                apply.run();
                yield new Outcome.Unknown("timeout");
            }
            case PRIORITY_TAKEN -> new Outcome.Refused(Outcome.Reason.PRIORITY_TAKEN, "SecurityRuleConflict");
            case THROTTLED -> new Outcome.Throttled(Duration.ofSeconds(7), "429");
            case FORBIDDEN -> new Outcome.Refused(Outcome.Reason.FORBIDDEN, "AuthorizationFailed");
            case INVALID -> new Outcome.Refused(Outcome.Reason.INVALID, "Azure does not like it");
            case WE_DIE_BEFORE_IT -> throw new Killed();
            case WE_DIE_AFTER_IT -> {
                apply.run();
                throw new Killed();
            }
        };
    }

    private void apply(BoundaryId boundary, RuleWrite write) {
        drop(boundary, write.name().text());
        nsgs.get(boundary)
                .add(new SecurityRule(
                        write.name().text(),
                        write.priority(),
                        true,
                        write.shape().access(),
                        write.shape().protocol().ruleWord(),
                        write.shape().sources(),
                        List.of("*"),
                        write.shape().destinations(),
                        write.shape().ports(),
                        write.description(),
                        true,
                        List.of(),
                        List.of(),
                        write.shape().mappings()));
        watcher.run();
    }

    public void drop(BoundaryId boundary, String name) {
        nsgs.get(boundary).removeIf(rule -> rule.isCalled(name));
    }

    @Override
    public Survey survey() {
        return new Survey(
                List.copyOf(machines),
                nsgs.keySet().stream().map(this::observed).toList(),
                List.copyOf(firewalls),
                List.copyOf(scaleSets));
    }

    @Override
    public boolean isDeleted(String resource) {
        return machines.stream().noneMatch(machine -> machine.vm().value().equals(resource))
                && scaleSets.stream().noneMatch(scaleSet -> scaleSet.id().equals(resource));
    }
}
