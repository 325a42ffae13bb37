package io.postern.portal.domain.access;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody has filled in so far.
 *
 * @param mine whether it is for their own address, and not for {@code ranges}
 * @param length an ISO length, or {@code until}
 * @param until a date and time without a zone, as browsers write it
 * @param zone the zone that {@code until} is in
 * @param confirm what was typed to break the glass
 * @param key makes the same form, sent twice, one request
 */
public record Wish(
        String vm,
        List<Integer> ports,
        boolean mine,
        String ranges,
        String length,
        String until,
        String zone,
        String reason,
        String ticket,
        boolean emergency,
        String confirm,
        String key) {
    /** The length that stands for an end instead. */
    public static final String UNTIL = "until";

    public Wish {
        ports = List.copyOf(ports);
        reason = reason.strip();
        ticket = ticket.strip();
        confirm = confirm.strip();
    }

    public String vmName() {
        return Given.name(vm);
    }

    public boolean hasPort(int port) {
        return ports.contains(port);
    }

    public boolean hasEnd() {
        return length.equals(UNTIL);
    }

    /** The blocks named, or none for one's own address. */
    public List<String> sources() {
        return mine
                ? List.of()
                : Stream.of(ranges.split("[\\s,;]+"))
                        .filter(block -> !block.isEmpty())
                        .toList();
    }

    /** The end in time, if it is one. */
    public Optional<Instant> end() {
        try {
            return hasEnd()
                    ? Optional.of(LocalDateTime.parse(until)
                            .atZone(zone.isEmpty() ? ZoneId.of("UTC") : ZoneId.of(zone))
                            .toInstant())
                    : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    public Optional<Duration> duration() {
        return hasEnd() ? Optional.empty() : Given.length(length);
    }

    /** What is missing before anything can be said about the rest. */
    public List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        if (ports.isEmpty()) {
            gaps.add("Choose at least one port.");
        }
        if (!mine && sources().isEmpty()) {
            gaps.add("Name the addresses that you will connect from.");
        }
        if (end().isEmpty() && duration().isEmpty()) {
            gaps.add(hasEnd() ? "Say until when." : "Say for how long.");
        }
        return gaps;
    }

    public boolean lacksReason() {
        return reason.isEmpty();
    }

    /** The same wish with another reason. */
    public Wish because(String other) {
        return new Wish(vm, ports, mine, ranges, length, until, zone, other, ticket, emergency, confirm, key);
    }

    /** The same wish for another length. */
    public Wish lasting(Choice choice) {
        return new Wish(vm, ports, mine, ranges, choice.iso(), until, zone, reason, ticket, emergency, confirm, key);
    }

    /** The same wish as an emergency, confirmed. */
    public Wish inEmergency() {
        return new Wish(vm, ports, mine, ranges, length, until, zone, reason, ticket, true, vmName(), key);
    }

    /** The same wish, to be sent as another one. */
    public Wish keyed(String other) {
        return new Wish(vm, ports, mine, ranges, length, until, zone, reason, ticket, emergency, confirm, other);
    }
}
