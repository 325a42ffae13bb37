package io.postern.policy.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.postern.policy.rule.Condition;
import io.postern.policy.rule.Question;
import io.postern.policy.rule.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A condition in CEL, ready to be asked. */
final class CelCondition implements Condition {
    private final String source;
    private final Program program;
    private final Insight insight;
    private final Shortcut shortcut;

    CelCondition(String source, Program program, Shortcut shortcut, Reading reading) {
        this.source = source;
        this.shortcut = shortcut;
        this.program = program;
        // What is true or false without a single value never changes: CEL's && and || swallow what fails.
        Truth blind = evaluate(Map.of());
        List<String> faults = new ArrayList<>(reading.faults());
        if (blind == Truth.UNKNOWN && reading.variables().isEmpty()) {
            faults.add("It fails whatever is asked for.");
        }
        this.insight = new Insight(
                reading.variables(),
                reading.groups(),
                blind == Truth.UNKNOWN ? Optional.empty() : Optional.of(blind == Truth.YES),
                reading.canonical(),
                faults,
                reading.hints());
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Truth test(Question question) {
        Truth known = shortcut.test(question.values());
        return known == null ? evaluate(question.values()) : known;
    }

    /** By CEL alone. */
    Truth plain(Question question) {
        return evaluate(question.values());
    }

    private Truth evaluate(Map<String, Object> values) {
        try {
            Object answer = program.eval(word -> Optional.ofNullable(values.get(word)));
            return answer instanceof Boolean holds ? (holds ? Truth.YES : Truth.NO) : Truth.UNKNOWN;
        } catch (CelEvaluationException | RuntimeException failed) {
            // Why does not matter: whoever asks must be ready for both.
            return Truth.UNKNOWN;
        }
    }

    @Override
    public Insight insight() {
        return insight;
    }
}
