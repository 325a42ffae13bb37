package io.postern.enforcer.app;

import java.time.Duration;

/** Which of several instances looks at everything in Azure: one at a time, so that more instances cost no more reads. */
public interface Surveys {
    /**
     * Takes the turn; false when another instance has it, or completed a survey less than {@code pause} ago. Outside of
     * transactions; a database that is silent throws.
     */
    boolean takeTurn(Duration pause);

    /** Gives the turn back, and says whether the survey was completed. */
    void done(boolean completed);
}
