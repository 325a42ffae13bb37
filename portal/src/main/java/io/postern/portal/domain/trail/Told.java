package io.postern.portal.domain.trail;

import java.util.List;

/** A story with each leaf that it was read from; {@code proven} when a signed checkpoint covers every one. */
public record Told(Story story, List<Step> steps, boolean proven) {
    public Told {
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    public long signed() {
        return steps.stream().filter(step -> step.signedOver() != null).count();
    }

    /** The size of the checkpoint that first covered all of it; 0 when none does yet. */
    public long provenBy() {
        return proven ? steps.stream().mapToLong(Told::size).max().orElse(0) : 0;
    }

    /** How large a checkpoint must be to cover all that is told. */
    public long covered() {
        return 1 + steps.stream().mapToLong(Step::leaf).max().orElse(-1);
    }

    /** What is proven of it, in a sentence. */
    public String provenText() {
        return proven
                ? "Checkpoint " + provenBy() + " covers all " + steps.size() + " steps."
                : signed() + " of " + steps.size()
                        + " steps are covered by a checkpoint; the rest takes a second or so.";
    }

    private static long size(Step step) {
        Long size = step.signedOver();
        return size == null ? 0 : size;
    }
}
