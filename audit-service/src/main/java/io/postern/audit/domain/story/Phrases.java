package io.postern.audit.domain.story;

import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.RulesApplied.MappedPort;
import io.postern.contracts.event.Target;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pieces of the sentences in {@link Words}. */
final class Phrases {
    private Phrases() {}

    static String targets(List<Target> targets) {
        return joined("; ", targets, target -> target.vm().name() + " on " + ports(target.ports()));
    }

    static String ports(List<PortAccess> ports) {
        return joined(", ", ports, Phrases::port);
    }

    static String second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String approvers(int count) {
        return count == 1 ? "one approver" : count + " approvers";
    }

    /** How ports are reached through a firewall, if there is one in the way. */
    static String ways(List<MappedPort> mapped) {
        String ways =
                joined(", ", mapped, way -> way.address() + ":" + way.mapped().number() + " for " + port(way.port()));
        return ways.isEmpty() ? "" : "; connect to " + ways;
    }

    static String length(@Nullable Duration duration, @Nullable Instant endsAt) {
        if (duration != null) {
            return " for " + words(duration);
        }
        return endsAt == null ? "" : " until " + second(endsAt);
    }

    /** Who is asked, by which rules, and until when. */
    static String asked(ApprovalNeeded need) {
        String by = need.stages().size() > 1
                ? ": " + joined(", ", need.stages(), stage -> approvers(stage.approvals()) + " by rule " + stage.rule())
                : " (rule " + need.policyRule() + ")";
        Instant lapsesAt = need.lapsesAt();
        return approvers(need.approvals()) + by + (lapsesAt == null ? "" : ", until " + second(lapsesAt));
    }

    /** What was approved; nothing, of an approval from a time when that was not said. */
    static String terms(Approved e) {
        if (e.targets().isEmpty()) {
            return "";
        }
        String sources = joined(", ", e.personal().sources(), Phrases::source);
        return ": " + targets(e.targets()) + (sources.isEmpty() ? "" : " from " + sources)
                + length(e.duration(), e.endsAt());
    }

    static String narrowed(@Nullable Narrowing narrowing) {
        if (narrowing == null) {
            return "";
        }
        StringJoiner less = new StringJoiner(", ", ", but ", "").setEmptyValue("");
        List<Port> ports = narrowing.ports();
        if (ports != null) {
            less.add("only port " + joined(", ", ports, port -> String.valueOf(port.number())));
        }
        List<Cidr> sources = narrowing.sources();
        if (sources != null) {
            less.add("only from " + joined(", ", sources, Phrases::source));
        }
        Duration duration = narrowing.duration();
        if (duration != null) {
            less.add("for no longer than " + words(duration));
        }
        return less.toString();
    }

    /** What somebody said, as the end of a sentence. */
    static String because(String said) {
        String text = said.strip();
        if (text.isEmpty()) {
            return ".";
        }
        return ": " + text + ("!.?".indexOf(text.charAt(text.length() - 1)) < 0 ? "." : "");
    }

    private static String words(Duration duration) {
        StringJoiner words = new StringJoiner(" ").setEmptyValue("0 s");
        add(words, duration.toDays(), " d");
        add(words, duration.toHoursPart(), " h");
        add(words, duration.toMinutesPart(), " min");
        add(words, duration.toSecondsPart(), " s");
        return words.toString();
    }

    private static void add(StringJoiner words, long count, String unit) {
        if (count > 0) {
            words.add(count + unit);
        }
    }

    private static String port(PortAccess access) {
        return access.port().number() + "/" + access.protocol().policyWord();
    }

    private static String source(Cidr block) {
        boolean one = block.prefixLength() == block.family().bits();
        String text = block.toString();
        return one ? text.substring(0, text.indexOf('/')) : text;
    }

    private static <T> String joined(String separator, Collection<T> parts, Function<T, String> words) {
        return parts.stream().map(words).collect(Collectors.joining(separator));
    }
}
