package io.postern.enforcer.app;

import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.policy.Question;
import java.time.Instant;
import java.util.List;

/** The open questions about policies, on record so that a restart forgets none. Every method needs a transaction. */
public interface Questions {
    /** Opens the question about a VM, anew if it is open already: due at once, and under a new number. */
    void raise(VmId vm, Instant now);

    /** The same, but only if the question is open. */
    void raiseAgain(VmId vm, Instant now);

    /** Questions whose time has come, each one try further; nobody else gets them before {@code leasedUntil}. */
    List<Question> takeDue(Instant now, int most, Instant leasedUntil);

    /** Ends a question; false when it was raised anew meanwhile, so that its answer counts for nothing. */
    boolean settle(Question question);

    /** Puts a question off, unless it was raised anew meanwhile. */
    void putOff(Question question, Instant until, String why);

    /** Questions that were asked and not answered. */
    List<Unanswered> unanswered();

    /** A question that is open since {@code since}, and what came instead of an answer. */
    record Unanswered(VmId vm, Instant since, String why) {}
}
