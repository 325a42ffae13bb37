package io.postern.enforcer.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The full scan by one instance at a time. Each does one when it starts, so that it knows what stands where; while the
 * database is silent each lists what stands in Azure for itself, for closing alone.
 */
public final class SurveyInTurn {
    private static final Logger LOG = System.getLogger(SurveyInTurn.class.getName());

    /** How rarely, of the looks for what is wanted, it is asked whose turn it is, or tried again what failed. */
    private static final int ONCE_IN = 5;

    private final AssessVms assess;
    private final Surveys surveys;
    private final Duration every;

    /** As soon as it is our turn. */
    private boolean wanted;

    /** As soon as it is time. */
    private boolean owed;

    private boolean failed;
    private int asked;

    public SurveyInTurn(AssessVms assess, Surveys surveys, Duration every) {
        this.assess = assess;
        this.surveys = surveys;
        this.every = every;
    }

    /** Scans unless another instance did lately. */
    public synchronized void regularly() {
        asked = 0;
        owed = true;
        owed = !scanned(pause());
        wanted |= owed && !failed && isFirst();
    }

    /** Scans because something changed that the last scan cannot have seen. */
    public synchronized void ordered() {
        wanted = true;
        wanted = !scanned(Duration.ZERO);
    }

    /** A little less than a beat, or every other beat would find that it is a moment too soon. */
    private Duration pause() {
        return isFirst() ? Duration.ZERO : every.multipliedBy(9).dividedBy(10);
    }

    private boolean isFirst() {
        return assess.completed().isEmpty();
    }

    /**
     * Does what was ordered while another instance had its turn, and, once in a while, what failed, or for which it was too
     * soon, if that is due by now: nobody may have to wait for the next beat.
     */
    public synchronized void ifWanted() {
        if (wanted && !failed) {
            ordered();
        } else if ((wanted || owed) && ++asked % ONCE_IN == 0) {
            again();
        }
    }

    private void again() {
        if (wanted) {
            ordered();
        } else {
            owed = !scanned(pause());
        }
    }

    /** Whether it came to its end; if it was begun, and did not, it {@code failed}. */
    private boolean scanned(Duration pause) {
        failed = false;
        try {
            if (!surveys.takeTurn(pause)) {
                return false;
            }
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "whose turn it is cannot be found out, so only closing learns of it: {0}",
                    e.toString());
            failed = true;
            assess.list();
            return false;
        }
        Optional<Instant> before = assess.completed();
        failed = true;
        try {
            assess.scan();
            failed = assess.completed().equals(before);
        } finally {
            done(!failed);
        }
        return !failed;
    }

    private void done(boolean completed) {
        try {
            surveys.done(completed);
        } catch (RuntimeException e) {
            // NB. the turn ends by itself
            LOG.log(Level.DEBUG, "the turn was not given back", e);
        }
    }
}
