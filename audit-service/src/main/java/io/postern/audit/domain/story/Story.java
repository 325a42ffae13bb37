package io.postern.audit.domain.story;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.RequestId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request from its first word to the last rule that went.
 *
 * @param asked null when the trail knows only what came after
 * @param late by how much the last of its rules outlived its end; null when none did
 */
public record Story(
        RequestId request,
        @Nullable Asked asked,
        List<Voice> voices,
        List<Decided> decisions,
        List<Opening> rules,
        List<Extended> extensions,
        List<Ordered> ended,
        @Nullable Duration late,
        boolean somethingIsOpen) {
    /** The story that the events of a request tell, in the order of their leaves. */
    public static Story of(RequestId request, List<Recorded> events) {
        Optional<Asked> asked = Optional.empty();
        List<Voice> voices = new ArrayList<>();
        List<Opening> rules = new ArrayList<>();
        List<Extended> extensions = new ArrayList<>();
        for (Recorded recorded : events) {
            switch (recorded.envelope().event()) {
                case RequestSubmitted e -> asked = Optional.of(Asked.of(recorded, e));
                case DecisionCounted e -> voices.add(Voice.of(recorded, e));
                case ExtensionRequested e -> extensions.add(Extended.of(recorded, e));
                case RulesApplied e -> rules.add(Opening.of(recorded, e));
                case RulesRemoved e -> rules.replaceAll(rule -> rule.isEndedBy(e) ? rule.removed(recorded, e) : rule);
                default -> {
                    // It adds a decision, an end or no more than a line.
                }
            }
        }
        return new Story(
                request,
                asked.orElse(null),
                List.copyOf(voices),
                events.stream().flatMap(one -> Decided.of(one).stream()).toList(),
                List.copyOf(rules),
                List.copyOf(extensions),
                events.stream().flatMap(one -> Ordered.of(one).stream()).toList(),
                late(rules).orElse(null),
                rules.stream().anyMatch(rule -> rule.removal() == null));
    }

    /** A rule in whose place a longer one stepped has not outlived the access. */
    private static Optional<Duration> late(List<Opening> rules) {
        return rules.stream()
                .map(Opening::removal)
                .filter(Objects::nonNull)
                .filter(gone -> !gone.how().equals(CloseReason.EXTENDED.word()))
                .map(Opening.Removal::late)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }
}
