package io.postern.approval.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Evaluates one case that is due, whichever instance comes first; what could not be decided is due again later. */
public final class EvaluateDue {
    private static final Duration HIDDEN = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Evaluations evaluations;
    private final EvaluateCase evaluateCase;
    private final UnitOfWork unitOfWork;
    private final BiConsumer<Evaluations.Due, RuntimeException> undecided;
    private final InstantSource clock;

    /** @param undecided told of every attempt in vain, for the operators' log */
    public EvaluateDue(
            Evaluations evaluations,
            EvaluateCase evaluateCase,
            UnitOfWork unitOfWork,
            BiConsumer<Evaluations.Due, RuntimeException> undecided,
            InstantSource clock) {
        this.evaluations = evaluations;
        this.evaluateCase = evaluateCase;
        this.unitOfWork = unitOfWork;
        this.undecided = undecided;
        this.clock = clock;
    }

    /** Whether there was anything to do. */
    public boolean evaluateNext(Instant now) {
        Optional<Evaluations.Due> due = unitOfWork.doing(() -> evaluations.take(now, HIDDEN));
        due.ifPresent(taken -> evaluate(taken, now));
        return due.isPresent();
    }

    private void evaluate(Evaluations.Due due, Instant now) {
        try {
            evaluateCase.evaluate(due.key(), now);
        } catch (RuntimeException e) {
            undecided.accept(due, e);
            unitOfWork.doing(() -> {
                // The pause begins now: the attempt itself may have waited for Azure longer than that.
                evaluations.retry(due, clock.instant().plus(pause(due.attempts())));
                return due;
            });
        }
    }

    static Duration pause(int attempts) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
