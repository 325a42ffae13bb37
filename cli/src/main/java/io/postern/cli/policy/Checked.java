package io.postern.cli.policy;

import io.postern.cli.CommandFailure;
import io.postern.policy.lint.Lint;
import io.postern.policy.lint.Remark;
import io.postern.policy.read.CasesReader;
import io.postern.policy.read.PolicyFault;
import io.postern.policy.read.PolicyReader;
import io.postern.policy.rule.Policy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** A policy that could be read. */
public final class Checked {
    private final Policy policy;

    private Checked(Policy policy) {
        this.policy = policy;
    }

    /** Reads a policy; the failure names the place in the file. */
    public static Checked read(String file, String text) {
        return new Checked(located(file, () -> PolicyReader.read(text)));
    }

    /** Its name and the digest of its text. */
    public String version() {
        return policy.version();
    }

    /** What lint says of it, without asking anybody about groups. */
    public List<Line> lint() {
        return Lint.of(policy, Optional.empty()).stream()
                .map(remark -> new Line(
                        remark.severity().name().toLowerCase(Locale.ROOT),
                        remark.rule(),
                        remark.sentence(),
                        remark.severity() == Remark.Severity.ERROR))
                .toList();
    }

    /** What comes of the cases. */
    public List<Tried> test(String file, String cases) {
        return located(file, () -> CasesReader.read(cases, policy)).run(policy).stream()
                .map(result ->
                        new Tried(result.name(), result.line(), result.passed(), result.expected(), result.got()))
                .toList();
    }

    private static <T> T located(String file, Supplier<T> read) {
        try {
            return read.get();
        } catch (PolicyFault fault) {
            throw new CommandFailure(file + ", " + fault.getMessage(), fault);
        }
    }

    /** One case that was tried. */
    public record Tried(String name, int line, boolean passed, String expected, String got) {}

    /** One remark. */
    public record Line(String severity, String rule, String sentence, boolean error) {}
}
