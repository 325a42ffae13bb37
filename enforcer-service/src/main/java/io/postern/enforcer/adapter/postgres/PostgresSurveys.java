package io.postern.enforcer.adapter.postgres;

import io.postern.enforcer.app.Surveys;
import java.time.Duration;
import javax.sql.DataSource;

/** The turn of the survey as a row, by the database's time. */
public final class PostgresSurveys implements Surveys {
    /** Longer than a survey of many thousand VMs; whoever dies in one holds the next up for so long. */
    private static final Duration LENGTH = Duration.ofSeconds(60);

    private static final String TAKE = """
            INSERT INTO survey AS known (scope, turn_of, turn_ends)
            VALUES ('all', ?, clock_timestamp() + ? * interval '1 millisecond')
            ON CONFLICT (scope) DO UPDATE SET turn_of = excluded.turn_of, turn_ends = excluded.turn_ends
            WHERE (known.turn_of = excluded.turn_of OR known.turn_ends <= clock_timestamp())
                AND coalesce(known.completed, '-infinity') <= clock_timestamp() - ? * interval '1 millisecond'""";

    private static final String DONE = """
            UPDATE survey SET turn_ends = clock_timestamp(),
                completed = CASE WHEN ? THEN clock_timestamp() ELSE completed END
            WHERE scope = 'all' AND turn_of = ?""";

    private final Sql sql;
    private final String holder;

    public PostgresSurveys(DataSource database, String holder) {
        this.sql = new Sql(database);
        this.holder = holder;
    }

    @Override
    public boolean takeTurn(Duration pause) {
        return sql.update(TAKE, holder, LENGTH.toMillis(), pause.toMillis()) == 1;
    }

    @Override
    public void done(boolean completed) {
        sql.update(DONE, completed, holder);
    }
}
