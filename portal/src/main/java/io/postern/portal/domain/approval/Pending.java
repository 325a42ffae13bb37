package io.postern.portal.domain.approval;

import io.postern.portal.domain.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request, or an extension of its access, that waits for an answer: everything that is signed with it. */
public record Pending(
        String requestId,
        @Nullable Extending extension,
        Someone requester,
        String requesterName,
        List<Targeted> targets,
        List<String> sources,
        @Nullable Duration duration,
        @Nullable Instant endsAt,
        String justification,
        @Nullable String ticket,
        String rule,
        String policyVersion,
        String risk,
        List<Stage> stages,
        List<String> askedBy,
        int counted,
        int needed,
        List<Voice> answers,
        @Nullable String hint,
        String requestDigest,
        Instant submittedAt,
        Instant lapsesAt) {
    private static final List<Duration> STEPS = Stream.of(15, 30, 60, 120, 180, 240, 360, 480, 720)
            .map(Duration::ofMinutes)
            .toList();

    public Pending {
        targets = orNone(targets);
        sources = orNone(sources);
        stages = orNone(stages);
        askedBy = orNone(askedBy);
        answers = orNone(answers);
    }

    /** What it is about, in a few words. */
    public String title() {
        String vms = Targeted.names(targets);
        return extension == null ? vms : "Extension " + extension.number() + " of " + vms;
    }

    /** Whether this person has answered, and their answer still counts. */
    public boolean isAnsweredBy(String oid) {
        return answers.stream()
                .anyMatch(answer -> answer.counts() && answer.approver().oid().equals(oid));
    }

    /** How long, in words; empty where the end is an instant. */
    public String length() {
        return duration == null ? "" : Span.words(duration);
    }

    /** By how much an extension moves the end. */
    public String longer() {
        return extension == null
                ? ""
                : Span.words(Duration.between(extension.currentEnd(), extension.endsAt())) + " longer";
    }

    /** Each port that is asked for on any VM. */
    public List<Integer> ports() {
        return targets.stream()
                .flatMap(target -> target.ports().stream())
                .distinct()
                .sorted()
                .toList();
    }

    public String riskText() {
        return risk + " risk";
    }

    public String riskKind() {
        return switch (risk) {
            case "high", "critical" -> "bad";
            case "medium" -> "warn";
            default -> "plain";
        };
    }

    public List<String> sourceTexts() {
        return sources.stream().map(Pending::source).toList();
    }

    /** A single address without what makes it a block. */
    public static String source(String block) {
        return block.endsWith("/32") && block.contains(".") || block.endsWith("/128")
                ? block.substring(0, block.indexOf('/'))
                : block;
    }

    /** What could be given for a shorter time. */
    public List<Shorter> shorter(Instant now) {
        List<Shorter> choices = new ArrayList<>();
        if (extension != null) {
            Duration asked = Duration.between(extension.currentEnd(), extension.endsAt());
            Duration held = Duration.between(extension.opened(), extension.currentEnd());
            STEPS.stream()
                    .filter(step -> step.compareTo(asked) < 0)
                    .forEach(
                            step -> choices.add(new Shorter(held.plus(step).toString(), Span.words(step) + " longer")));
            return choices;
        }
        Duration asked = duration != null ? duration : endsAt == null ? Duration.ZERO : Duration.between(now, endsAt);
        STEPS.stream()
                .filter(step -> step.compareTo(asked) < 0)
                .forEach(step -> choices.add(new Shorter(step.toString(), Span.words(step))));
        return choices;
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
