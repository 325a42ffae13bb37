package io.postern.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The steps of a demo, each with its moment: shown as they happen, with the milliseconds since the one before. */
public final class Timeline {
    /** One step. */
    public record Step(Instant at, String what) {}

    private final List<Step> steps = new ArrayList<>();
    private final Consumer<String> shown;

    public Timeline(Consumer<String> shown) {
        this.shown = shown;
    }

    void add(Instant at, String what) {
        long sinceLast = steps.isEmpty() ? 0 : millis(steps.getLast().at(), at);
        long sinceFirst = steps.isEmpty() ? 0 : millis(steps.getFirst().at(), at);
        steps.add(new Step(at, what));
        shown.accept(String.format(Locale.ROOT, "%8d ms  %+7d ms  %s", sinceFirst, sinceLast, what));
    }

    public List<Step> steps() {
        return List.copyOf(steps);
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
