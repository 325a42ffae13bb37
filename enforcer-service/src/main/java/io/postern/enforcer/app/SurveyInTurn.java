package io.postern.enforcer.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The full scan by one instance at a time. Each does one when it starts, so that it knows what stands where; while the
 * database is silent each does its own.
 */
public final class SurveyInTurn {
    private static final Logger LOG = System.getLogger(SurveyInTurn.class.getName());

    /** Whose turn it is, is asked so rarely. */
    private static final int ONCE_IN = 5;

    private final AssessVms assess;
    private final Surveys surveys;
    private final Duration every;
    private boolean wanted;
    private boolean tooSoon;
    private int asked;

    public SurveyInTurn(AssessVms assess, Surveys surveys, Duration every) {
        this.assess = assess;
        this.surveys = surveys;
        this.every = every;
    }

    /** Scans unless another instance did lately. */
    public synchronized void regularly() {
        boolean first = assess.completed().isEmpty();
        // NB. a little less, or every other beat would find that it is a moment too soon
        boolean scanned = scanned(first ? Duration.ZERO : pause());
        wanted |= !scanned && first;
        tooSoon = !scanned;
        asked = 0;
    }

    /** Scans because something changed that the last scan cannot have seen. */
    public synchronized void ordered() {
        wanted = true;
        wanted = !scanned(Duration.ZERO);
    }

    private Duration pause() {
        return every.multipliedBy(9).dividedBy(10);
    }

    /**
     * Does what was ordered while another instance had its turn, and, once in a while, looks whether the scan for which it was
     * too soon is due by now: nobody may have to wait for two beats.
     */
    public synchronized void ifWanted() {
        if (wanted) {
            ordered();
        } else if (tooSoon && ++asked % ONCE_IN == 0) {
            tooSoon = !scanned(pause());
        }
    }

    private boolean scanned(Duration pause) {
        try {
            if (!surveys.takeTurn(pause)) {
                return false;
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "whose turn it is cannot be found out, so the scan is ours: {0}", e.toString());
        }
        Optional<Instant> before = assess.completed();
        boolean completed = false;
        try {
            assess.scan();
            completed = !assess.completed().equals(before);
        } finally {
            done(completed);
        }
        return true;
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
