package io.postern.cli.bench;

import io.postern.cli.stack.BenchStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A measurement that can be asked for by name. */
public enum Bench {
    INTAKE(IntakeBench::run),
    VMS(VmsBench::run);

    /** How often and how long is measured. */
    public record Course(int rounds, Duration round, Consumer<String> say) {}

    private interface Measurement {
        List<Finding> run(BenchStack stack, Course course);
    }

    /** Many people, and none of them is turned away for having asked too often. */
    public static final Map<String, String> WITHOUT_LIMITS = Map.of(
            "POSTERN_REQUEST_LIVE_REQUESTS_PER_PERSON", "1000000",
            "POSTERN_REQUEST_LIVE_REQUESTS", "100000000");

    private final Measurement measurement;

    Bench(Measurement measurement) {
        this.measurement = measurement;
    }

    public List<Finding> run(BenchStack stack, Course course) {
        return measurement.run(stack, course);
    }
}
