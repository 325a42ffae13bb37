package io.postern.simulation.record;

import io.postern.enforcer.app.Surveys;
import io.postern.simulation.kernel.Kernel;
import java.time.Duration;
import java.time.Instant;

/** The turn of the survey, by the database's time. */
public final class SurveyTable implements Surveys {
    private static final String ALL = "all";
    private static final Duration LENGTH = Duration.ofSeconds(60);

    private final Database database;
    private final Connection connection;
    private final Kernel kernel;
    private final String holder;
    private long turn;

    public SurveyTable(Database database, Connection connection, Kernel kernel, String holder) {
        this.database = database;
        this.connection = connection;
        this.kernel = kernel;
        this.holder = holder;
    }

    @Override
    public boolean takeTurn(Duration pause) {
        return connection.call(() -> {
            Instant now = kernel.now();
            SurveyRow known = known();
            boolean free = known.turnOf().equals(holder) || !known.turnEnds().isAfter(now);
            if (!free || known.completed().isAfter(now.minus(pause))) {
                return false;
            }
            turn = known.turn() + 1;
            database.surveys.put(
                    ALL, new SurveyRow(holder, now.plus(LENGTH), known.completed(), turn, known.recorded()));
            return true;
        });
    }

    @Override
    public void claim() {
        SurveyRow known = known();
        if (turn < known.recorded() || turn > known.turn()) {
            throw new Overtaken();
        }
        database.surveys.put(
                ALL, new SurveyRow(known.turnOf(), known.turnEnds(), known.completed(), known.turn(), turn));
    }

    @Override
    public void done(boolean completed) {
        connection.call(() -> {
            SurveyRow known = known();
            if (known.turnOf().equals(holder)) {
                Instant last = completed ? kernel.now() : known.completed();
                database.surveys.put(ALL, new SurveyRow(holder, kernel.now(), last, known.turn(), known.recorded()));
            }
            return completed;
        });
    }

    private SurveyRow known() {
        return database.surveys.find(ALL).orElse(SurveyRow.NONE);
    }
}
