package io.postern.simulation.oracle;

import io.postern.contracts.event.Target;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.kernel.Kernel;
import io.postern.simulation.kernel.OwnClock;
import io.postern.simulation.record.Database;
import io.postern.simulation.world.Surroundings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What judges know besides what they see: the people's notes, the troubles, the machines, and whose clock is wrong. */
public record Scene(
        Kernel kernel,
        Database database,
        PeoplesLog log,
        Troubles troubles,
        List<Snapshot> machines,
        List<String> enforcers,
        Map<String, OwnClock> clocks,
        Map<String, Duration> wrongest,
        Map<String, java.time.Instant> thawed,
        Function<BoundaryId, List<SecurityRule>> rules) {
    public Scene(
            Kernel kernel,
            Database database,
            PeoplesLog log,
            Troubles troubles,
            List<Snapshot> machines,
            List<String> enforcers,
            Function<BoundaryId, List<SecurityRule>> rules) {
        this(
                kernel,
                database,
                log,
                troubles,
                machines,
                enforcers,
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                rules);
    }

    /** The request of a grant, as far as the record knows it. */
    Optional<RequestId> request(GrantId grant) {
        return database.grants.find(grant.value()).map(known -> known.terms().request());
    }

    /** Whether the record once forgot something of it. */
    boolean isForgotten(GrantId grant) {
        return request(grant).filter(log::isForgotten).isPresent();
    }

    static boolean isOurs(String who) {
        return who.startsWith("enforcer") || who.startsWith("sweeper");
    }

    static Optional<RuleName> own(String rule) {
        return RuleName.parse(Surroundings.INSTANCE, rule);
    }

    static Optional<RuleName.Opening> opening(String rule) {
        return own(rule).filter(RuleName.Opening.class::isInstance).map(RuleName.Opening.class::cast);
    }

    /** How far a process's clock is ahead of the true time. */
    Duration ahead(String process) {
        OwnClock clock = clocks.get(process);
        return clock == null ? Duration.ZERO : clock.ahead();
    }

    /** How far any clock was ahead of the true time at most: by it somebody may have closed what others then removed. */
    Duration atMostAhead() {
        return Stream.concat(
                        wrongest.entrySet().stream()
                                .filter(each -> each.getKey().startsWith("enforcer"))
                                .map(Map.Entry::getValue),
                        clocks.entrySet().stream()
                                .filter(each -> each.getKey().startsWith("enforcer"))
                                .map(each -> each.getValue().ahead()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** How far a process's clock was ahead of the true time at most. */
    Duration mostAhead(String process) {
        Duration now = ahead(process);
        Duration before = wrongest.getOrDefault(process, Duration.ZERO);
        return now.compareTo(before) > 0 ? now : before;
    }

    /** A process's clock, whenever it is or was set. */
    public void clock(String process, OwnClock clock) {
        wrongest.merge(process, clock.ahead(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        clocks.put(process, clock);
    }

    List<String> addresses(Target target) {
        return machine(target.vm()).stream()
                .flatMap(vm -> vm.interfaces().stream())
                .flatMap(nic -> nic.privateAddresses().stream())
                .toList();
    }

    Optional<Snapshot> machine(VmId vm) {
        return machines.stream().filter(each -> each.vm().equals(vm)).findFirst();
    }

    Optional<SecurityRule> rule(BoundaryId boundary, String name) {
        return rules.apply(boundary).stream()
                .filter(rule -> rule.isCalled(name))
                .findFirst();
    }
}
