package io.postern.request.domain;

import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.RulesApplied.MappedPort;
import io.postern.contracts.event.Target;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parts of sentences about access. */
final class Phrases {
    private Phrases() {}

    static String names(List<Target> targets) {
        return targets.stream()
                .map(target -> target.vm().name() + " on " + ports(target.ports()))
                .collect(Collectors.joining("; "));
    }

    static String ports(List<PortAccess> ports) {
        return ports.stream()
                .map(access -> access.port().number() + "/" + access.protocol().policyWord())
                .collect(Collectors.joining(", "));
    }

    /** How ports are reached through a firewall, as the end of a sentence; empty when none is in the way. */
    static String ways(List<MappedPort> mapped) {
        return mapped.isEmpty()
                ? ""
                : mapped.stream()
                        .map(way -> way.address() + ":" + way.mapped().number() + " for " + ports(List.of(way.port())))
                        .collect(Collectors.joining(", ", "; connect to ", ""));
    }

    static String sources(List<Cidr> sources) {
        return sources.stream().map(Phrases::source).collect(Collectors.joining(", "));
    }

    /** For so long, or until then. */
    static String length(@Nullable Duration duration, @Nullable Instant endsAt) {
        return duration == null ? endsAt == null ? "" : " until " + second(endsAt) : " for " + words(duration);
    }

    static String second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String people(int count) {
        return count == 1 ? "one approver" : count + " approvers";
    }

    /** Who is asked, by which rules. */
    static String asked(ApprovalNeeded need) {
        String stages = need.stages().size() < 2
                ? " (rule " + need.policyRule() + ")"
                : need.stages().stream()
                        .map(stage -> people(stage.approvals()) + " by rule " + stage.rule())
                        .collect(Collectors.joining(", ", ": ", ""));
        Instant lapsesAt = need.lapsesAt();
        return people(need.approvals()) + stages + (lapsesAt == null ? "" : ", until " + second(lapsesAt));
    }

    /** What an approver takes away; empty if nothing. */
    static String narrowed(@Nullable Narrowing narrowing) {
        if (narrowing == null) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        if (narrowing.ports() != null) {
            parts.add("only port "
                    + narrowing.ports().stream()
                            .map(Port::number)
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")));
        }
        if (narrowing.sources() != null) {
            parts.add("only from " + sources(narrowing.sources()));
        }
        if (narrowing.duration() != null) {
            parts.add("for no longer than " + words(narrowing.duration()));
        }
        return parts.isEmpty() ? "" : ", but " + String.join(", ", parts);
    }

    /** What somebody said, as the end of a sentence. */
    static String because(String said) {
        String text = said.strip();
        if (text.isEmpty()) {
            return ".";
        }
        return ": " + text + (text.matches("(?s).*[.!?]") ? "" : ".");
    }

    static String words(Duration duration) {
        List<String> parts = new ArrayList<>();
        add(parts, duration.toDays(), "d");
        add(parts, duration.toHoursPart(), "h");
        add(parts, duration.toMinutesPart(), "min");
        add(parts, duration.toSecondsPart(), "s");
        return parts.isEmpty() ? "0 s" : String.join(" ", parts);
    }

    private static void add(List<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(count + " " + unit);
        }
    }

    private static String source(Cidr block) {
        String text = block.toString();
        return block.prefixLength() == block.family().bits() ? text.substring(0, text.indexOf('/')) : text;
    }
}
