package io.postern.simulation.record;

import io.postern.enforcer.app.Surveys;
import io.postern.simulation.kernel.Kernel;
import java.time.Duration;
import java.time.Instant;

/** The turn of the survey, by the database's time. */
public record SurveyTable(Database database, Connection connection, Kernel kernel, String holder) implements Surveys {
    private static final String ALL = "all";
    private static final Duration LENGTH = Duration.ofSeconds(60);

    @Override
    public boolean takeTurn(Duration pause) {
        return connection.call(() -> {
            Instant now = kernel.now();
            SurveyRow known = database.surveys.find(ALL).orElse(new SurveyRow("", Instant.EPOCH, Instant.EPOCH));
            boolean free = known.turnOf().equals(holder) || !known.turnEnds().isAfter(now);
            if (!free || known.completed().isAfter(now.minus(pause))) {
                return false;
            }
            database.surveys.put(ALL, new SurveyRow(holder, now.plus(LENGTH), known.completed()));
            return true;
        });
    }

    @Override
    public void done(boolean completed) {
        connection.call(() -> {
            database.surveys
                    .find(ALL)
                    .filter(known -> known.turnOf().equals(holder))
                    .ifPresent(known -> database.surveys.put(
                            ALL, new SurveyRow(holder, kernel.now(), completed ? kernel.now() : known.completed())));
            return completed;
        });
    }
}
