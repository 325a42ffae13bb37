package io.postern.approval.app;

import io.postern.approval.domain.CaseKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Evaluates one case that is due, whichever instance comes first; what could not be decided is due again later. */
public final class EvaluateDue {
    /** Renewed while it takes longer, so that what a dead instance was at is soon seen by another. */
    static final Duration HIDDEN = Duration.ofSeconds(4);

    private static final Duration RENEWED_BEFORE = Duration.ofSeconds(3);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Evaluations evaluations;
    private final EvaluateCase evaluateCase;
    private final UnitOfWork unitOfWork;
    private final BiConsumer<Evaluations.Due, RuntimeException> undecided;
    private final InstantSource clock;
    private final Map<CaseKey, Instant> underWay = new ConcurrentHashMap<>();

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

    /** Whether there was anything to do; {@code taken} is told before it is done, because there may be more. */
    public boolean evaluateNext(Instant now, Runnable taken) {
        Optional<Evaluations.Due> due = unitOfWork.doing(() -> evaluations.take(now, HIDDEN));
        due.ifPresent(one -> {
            taken.run();
            underWay.put(one.key(), now.plus(HIDDEN));
            try {
                evaluate(one, now);
            } finally {
                underWay.remove(one.key());
            }
        });
        return due.isPresent();
    }

    public boolean evaluateNext(Instant now) {
        return evaluateNext(now, () -> {});
    }

    /** Keeps hidden what takes long; to be called about once a second. */
    public void renew(Instant now) {
        underWay.forEach((key, until) -> {
            if (until.isBefore(now.plus(RENEWED_BEFORE))) {
                Instant longer = now.plus(HIDDEN);
                unitOfWork.doing(() -> {
                    evaluations.hide(key, until, longer);
                    return key;
                });
                underWay.replace(key, until, longer);
            }
        });
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
