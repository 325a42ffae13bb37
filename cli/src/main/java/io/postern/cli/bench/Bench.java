package io.postern.cli.bench;

import io.postern.cli.stack.BenchParts;
import io.postern.cli.stack.BenchStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A measurement that can be asked for by name. */
public enum Bench {
    INTAKE(IntakeBench::run, IntakeBench::parts),
    VMS(VmsBench::run, IntakeBench::parts),
    APPROVAL(ApprovalBench::run, ApprovalBench::parts),
    ENFORCE(EnforceBench::run, EnforceBench::parts),
    EXPIRY(ExpiryBench::run, BenchParts::expiry),
    AUDIT(AuditBench::run, BenchParts::audit),
    /** In this process alone. */
    POLICY((_, course) -> PolicyBench.run(course), null),
    /** By a process of its own. */
    VERIFY((_, course) -> VerifyBench.run(course), null),
    /** What others measured. */
    CLOSING((stack, course) -> ClosingFigures.read(stack.closingFigures(), course.say()), null);

    /** How often and how long is measured. */
    public record Course(int rounds, Duration round, Consumer<String> say) {}

    private interface Measurement {
        List<Finding> run(BenchStack stack, Course course);
    }

    /** Many people, and none of them is turned away for having asked too often. */
    static final Map<String, String> WITHOUT_LIMITS = Map.of(
            "POSTERN_REQUEST_LIVE_REQUESTS_PER_PERSON", "1000000",
            "POSTERN_REQUEST_LIVE_REQUESTS", "100000000");

    private final Measurement measurement;
    private final @Nullable Supplier<BenchParts> parts;

    Bench(Measurement measurement, @Nullable Supplier<BenchParts> parts) {
        this.measurement = measurement;
        this.parts = parts;
    }

    /** What has to run for it; empty when nothing. */
    public Optional<BenchParts> parts() {
        return parts == null ? Optional.empty() : Optional.of(parts.get());
    }

    public List<Finding> run(BenchStack stack, Course course) {
        return measurement.run(stack, course);
    }
}
