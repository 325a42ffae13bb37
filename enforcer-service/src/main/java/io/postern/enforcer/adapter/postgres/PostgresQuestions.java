package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.id.VmId;
import io.postern.enforcer.app.Questions;
import io.postern.enforcer.domain.policy.Question;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Open questions as rows, numbered by a sequence, so that no number comes twice. */
public final class PostgresQuestions implements Questions {
    private static final String RAISE = """
            INSERT INTO policy_question (vm_key, vm, number, raised_at, ask_at)
            VALUES (?, ?, nextval('policy_question_number'), ?, ?)
            ON CONFLICT (vm_key) DO UPDATE SET number = excluded.number, tries = 0, ask_at = excluded.ask_at""";

    private static final String RAISE_AGAIN = """
            UPDATE policy_question SET number = nextval('policy_question_number'), tries = 0, ask_at = ?
            WHERE vm_key = ?""";

    private static final String TAKE = """
            UPDATE policy_question SET ask_at = ?, tries = tries + 1
            WHERE vm_key IN (SELECT vm_key FROM policy_question WHERE ask_at <= ? ORDER BY ask_at LIMIT ?
                             FOR UPDATE SKIP LOCKED)
            RETURNING vm, number, tries""";

    private final Sql sql;

    public PostgresQuestions(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public void raise(VmId vm, Instant now) {
        sql.update(RAISE, vm.key(), vm.value(), now, now);
    }

    @Override
    public void raiseAgain(VmId vm, Instant now) {
        sql.update(RAISE_AGAIN, now, vm.key());
    }

    @Override
    public List<Question> takeDue(Instant now, int most, Instant leasedUntil) {
        return sql.list(
                TAKE,
                row -> new Question(new VmId(row.getString("vm")), row.getLong("number"), row.getInt("tries")),
                leasedUntil,
                now,
                most);
    }

    @Override
    public boolean settle(Question question) {
        return sql.update(
                        "DELETE FROM policy_question WHERE vm_key = ? AND number = ?",
                        question.vm().key(),
                        question.number())
                == 1;
    }

    @Override
    public void putOff(Question question, Instant until, String why) {
        sql.update(
                "UPDATE policy_question SET ask_at = ?, last_answer = ? WHERE vm_key = ? AND number = ?",
                until,
                why,
                question.vm().key(),
                question.number());
    }

    @Override
    public List<Unanswered> unanswered() {
        return sql.list(
                "SELECT * FROM policy_question WHERE last_answer IS NOT NULL ORDER BY raised_at, vm_key",
                row -> new Unanswered(
                        new VmId(row.getString("vm")), Sql.instant(row, "raised_at"), row.getString("last_answer")));
    }
}
