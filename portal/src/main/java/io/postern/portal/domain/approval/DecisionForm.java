package io.postern.portal.domain.approval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody filled in.
 *
 * @param choice {@code approve}, {@code less} or {@code deny}; empty when none
 * @param ports those left ticked
 * @param sources those left ticked
 * @param only sources of their own in place of them, as one text
 */
public record DecisionForm(
        String choice,
        String reason,
        String digest,
        String duration,
        List<String> ports,
        List<String> sources,
        String only) {
    private static final int LONGEST = 500;
    private static final Set<String> CHOICES = Set.of("approve", "less", "deny");

    public DecisionForm {
        ports = List.copyOf(ports);
        sources = List.copyOf(sources);
    }

    /** Before anything was filled in: all is ticked. */
    public static DecisionForm of(Pending pending) {
        return new DecisionForm(
                "",
                "",
                pending.requestDigest(),
                "",
                pending.ports().stream().map(String::valueOf).toList(),
                pending.sources(),
                "");
    }

    /** The same for what waits by now: of an answer to something else only the words are left. */
    public DecisionForm about(Pending pending) {
        if (digest.equals(pending.requestDigest())) {
            return this;
        }
        DecisionForm fresh = of(pending);
        return new DecisionForm("", reason, fresh.digest, "", fresh.ports, fresh.sources, "");
    }

    public boolean is(String word) {
        return choice.equals(word);
    }

    public boolean hasPort(int port) {
        return ports.contains(String.valueOf(port));
    }

    /** What is missing or wrong, by the name of its field. */
    public Map<String, String> wrong(Pending pending) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (!CHOICES.contains(choice)) {
            wrong.put("choice", "Choose one.");
        }
        if (reason.isBlank()) {
            wrong.put("reason", "Say why: it is signed together with your answer.");
        } else if (reason.strip().length() > LONGEST) {
            wrong.put("reason", "Say it in at most " + LONGEST + " characters.");
        }
        if (is("less")) {
            if (ports.isEmpty() && !pending.ports().isEmpty()) {
                wrong.put("ports", "Leave at least one port, or deny.");
            } else if (sources.isEmpty() && only.isBlank() && !pending.sources().isEmpty()) {
                wrong.put("sources", "Leave at least one source, or deny.");
            } else if (less(pending).takesNothing()) {
                wrong.put("less", "You chose to approve less, but nothing is less here.");
            }
        }
        return wrong;
    }

    /** To send, when nothing is wrong. */
    public Decision decision(Pending pending) {
        Less less = is("less") ? less(pending) : null;
        return new Decision(is("deny") ? "deny" : "approve", reason.strip(), less, digest);
    }

    private Less less(Pending pending) {
        return new Less(duration.isBlank() ? null : duration, portsLeft(pending), sourcesLeft(pending));
    }

    private @Nullable List<Integer> portsLeft(Pending pending) {
        Set<Integer> left = new TreeSet<>();
        pending.ports().stream().filter(this::hasPort).forEach(left::add);
        return left.size() == pending.ports().size() ? null : new ArrayList<>(left);
    }

    private @Nullable List<String> sourcesLeft(Pending pending) {
        if (!only.isBlank()) {
            return Stream.of(only.strip().split("[,;\\s]+")).toList();
        }
        List<String> left = pending.sources().stream().filter(sources::contains).toList();
        return left.size() == pending.sources().size() ? null : left;
    }
}
