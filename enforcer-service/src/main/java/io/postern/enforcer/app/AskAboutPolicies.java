package io.postern.enforcer.app;

import io.postern.enforcer.domain.policy.PolicyAnswer;
import io.postern.enforcer.domain.policy.Question;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Asks request-service about every VM that may be kept shut too far, again and again until it answers. */
public final class AskAboutPolicies {
    private static final Logger LOG = System.getLogger(AskAboutPolicies.class.getName());
    static final int AT_A_TIME = 16;

    /** More than one question can take; a process that dies meanwhile delays it by so long. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private final Questions questions;
    private final PolicySource source;
    private final TakePolicyAnswer answers;
    private final UnitOfWork work;
    private final Executor workers;
    private final Clock clock;

    public AskAboutPolicies(
            Questions questions,
            PolicySource source,
            TakePolicyAnswer answers,
            UnitOfWork work,
            Executor workers,
            Clock clock) {
        this.questions = questions;
        this.source = source;
        this.answers = answers;
        this.work = work;
        this.workers = workers;
        this.clock = clock;
    }

    /** Asks what is due, a few at a time, and returns when none is. */
    public void askDue() {
        if (source.impossible().isPresent()) {
            return;
        }
        List<Question> due;
        do {
            due = work.call(() -> questions.takeDue(
                    clock.instant(), AT_A_TIME, clock.instant().plus(LEASE)));
            CompletableFuture.allOf(due.stream()
                            .map(question -> CompletableFuture.runAsync(() -> ask(question), workers))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } while (due.size() == AT_A_TIME);
    }

    private void ask(Question question) {
        // NB. not in a transaction: an answer may take its time
        PolicyAnswer answer = source.ask(question.vm());
        if (answer instanceof PolicyAnswer.Silence(String why)) {
            Level level = question.tries() == 1 ? Level.WARNING : Level.DEBUG;
            LOG.log(level, "vm={0}: its ports stay shut, its policy is not known: {1}", question.vm(), why);
            work.call(() -> {
                questions.putOff(question, clock.instant().plus(question.pause()), why);
                return question;
            });
        } else {
            answers.take(question, answer, clock.instant());
        }
    }
}
