package io.postern.enforcer.app;

import java.time.Duration;

/** Which of several instances looks at everything in Azure: one at a time, so that more instances cost no more reads. */
public interface Surveys {
    /**
     * Takes the turn; false when another instance has it, or completed a survey less than {@code pause} ago. Outside of
     * transactions; a database that is silent throws.
     */
    boolean takeTurn(Duration pause);

    /**
     * Before what was seen in our turn is compared with the record or saved, in the same transaction: from its commit on nobody
     * saves what was seen in an earlier turn. It is not asked whether the turn has ended meanwhile: where listing takes longer
     * than a turn, several would cut each other off for ever.
     *
     * @throws Overtaken when somebody whose turn came later was quicker, so that what we saw is old
     */
    void claim();

    /** Gives the turn back, and says whether the survey was completed. */
    void done(boolean completed);

    /** What was seen in this turn is older than what is on record. */
    final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Overtaken() {
            super("another instance has looked at everything since");
        }
    }
}
