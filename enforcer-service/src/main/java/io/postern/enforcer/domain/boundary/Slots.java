package io.postern.enforcer.domain.boundary;

import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.nsg.Claim;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The inbound priorities of one NSG and who holds each: rules that stand there, and rules that we have on record. At a
 * firewall a priority is free only if the public ports that it stands for are free, too.
 */
final class Slots {
    static final int FIRST = 100;
    static final int LAST = 4096;

    /** No rule is called so. */
    private static final String SOMEBODY = "/";

    private final Map<Integer, String> holders = new HashMap<>();

    Slots(ObservedNsg observed, BoundaryRecord record) {
        this(observed, record.rules());
        if (observed.id().isFirewall()) {
            Optional<String> front = record.machines().stream()
                    .map(Machine::gateway)
                    .filter(Objects::nonNull)
                    .map(Gateway::address)
                    .filter(Objects::nonNull)
                    .findFirst();
            observed.claims().forEach(claim -> taken(claim, front));
            IntStream.rangeClosed(Gateway.LAST_PRIORITY + 1, LAST).forEach(priority -> hold(priority, SOMEBODY));
        }
    }

    private void taken(Claim claim, Optional<String> front) {
        hold(claim.priority(), SOMEBODY);
        front.map(claim::portsAt)
                .orElse(List.of())
                .forEach(ports ->
                        Gateway.prioritiesOf(ports.from(), ports.to()).forEach(priority -> hold(priority, SOMEBODY)));
    }

    Slots(ObservedNsg observed, Iterable<OwnRule> recorded) {
        recorded.forEach(rule -> holders.put(rule.priority(), rule.name().text()));
        // NB. what stands in Azure wins over what we only meant to write
        for (SecurityRule rule : observed.inbound()) {
            holders.put(rule.priority(), rule.name().toLowerCase(Locale.ROOT));
        }
    }

    boolean canHold(int priority, String name) {
        return name.equals(holders.getOrDefault(priority, name));
    }

    OptionalInt lowest(int from, int below) {
        return take(IntStream.range(from, below));
    }

    OptionalInt highestBelow(int limit) {
        return take(IntStream.iterate(limit - 1, slot -> slot >= FIRST, slot -> slot - 1));
    }

    /** How many places for openings there are before a priority: free ones, and those that openings of ours hold. */
    int openable(Installation ours, int before) {
        int last = Math.min(before - 1, ours.band().last());
        return (int) IntStream.rangeClosed(ours.band().first(), last)
                .filter(slot -> !holders.containsKey(slot) || isOpening(ours, holders.get(slot)))
                .limit(PriorityChoice.LEFT_FOR_OPENINGS)
                .count();
    }

    private static boolean isOpening(Installation ours, String holder) {
        return RuleName.parse(ours.name(), holder)
                .filter(RuleName.Opening.class::isInstance)
                .isPresent();
    }

    void hold(int priority, String name) {
        holders.put(priority, name);
    }

    private OptionalInt take(IntStream wished) {
        return wished.filter(slot -> !holders.containsKey(slot)).findFirst();
    }
}
