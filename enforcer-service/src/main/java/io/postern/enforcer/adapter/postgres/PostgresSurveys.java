package io.postern.enforcer.adapter.postgres;

import io.postern.enforcer.app.Surveys;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** The turn of the survey as a row, by the database's time. */
public final class PostgresSurveys implements Surveys {
    /** Longer than a survey of many thousand VMs; whoever dies in one holds the next up for so long. */
    private static final Duration LENGTH = Duration.ofSeconds(60);

    private static final String TAKE = """
            INSERT INTO survey AS known (scope, turn_of, turn_ends, turn)
            VALUES ('all', ?, clock_timestamp() + ? * interval '1 millisecond', 1)
            ON CONFLICT (scope) DO UPDATE SET turn_of = excluded.turn_of, turn_ends = excluded.turn_ends,
                turn = known.turn + 1
            WHERE (known.turn_of = excluded.turn_of OR known.turn_ends <= clock_timestamp())
                AND coalesce(known.completed, '-infinity') <= clock_timestamp() - ? * interval '1 millisecond'
            RETURNING turn""";

    /** NB. not a turn that the record does not know, either: an older copy of it may have been put in its place. */
    private static final String CLAIM =
            "UPDATE survey SET recorded = ? WHERE scope = 'all' AND ? BETWEEN recorded AND turn";

    private static final String DONE = """
            UPDATE survey SET turn_ends = clock_timestamp(),
                completed = CASE WHEN ? THEN clock_timestamp() ELSE completed END
            WHERE scope = 'all' AND turn_of = ?""";

    private final Sql sql;
    private final String holder;
    private volatile long turn;

    public PostgresSurveys(DataSource database, String holder) {
        this.sql = new Sql(database);
        this.holder = holder;
    }

    @Override
    public boolean takeTurn(Duration pause) {
        List<Long> taken = sql.list(TAKE, row -> row.getLong("turn"), holder, LENGTH.toMillis(), pause.toMillis());
        taken.forEach(number -> turn = number);
        return !taken.isEmpty();
    }

    @Override
    public void claim() {
        if (sql.update(CLAIM, turn, turn) == 0) {
            throw new Overtaken();
        }
    }

    @Override
    public void done(boolean completed) {
        sql.update(DONE, completed, holder);
    }
}
