package io.postern.approval.adapter.postgres;

import io.postern.approval.app.Enrolments;
import io.postern.contracts.id.PersonId;
import io.postern.messaging.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Enrolments as rows: the key says that an account speaks for one person. */
@Singleton
public class PostgresEnrolments implements Enrolments {
    private static final String ADD = """
            INSERT INTO bot_enrolment (bot, account, tenant, oid, name, enrolled_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (bot, account) DO NOTHING""";

    private static final String SELECT = "SELECT bot, account, tenant, oid, name, enrolled_at FROM bot_enrolment ";

    private final Sql sql;

    public PostgresEnrolments(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public boolean add(Enrolment enrolment) {
        return sql.update(
                        ADD,
                        enrolment.bot(),
                        enrolment.account(),
                        enrolment.person().tenant(),
                        enrolment.person().oid(),
                        enrolment.name(),
                        enrolment.since())
                == 1;
    }

    @Override
    public Optional<Enrolment> find(String bot, String account) {
        return sql.query(SELECT + "WHERE bot = ? AND account = ?", PostgresEnrolments::read, bot, account).stream()
                .findFirst();
    }

    @Override
    public List<Enrolment> of(PersonId person, String bot) {
        return sql.query(
                SELECT + "WHERE tenant = ? AND oid = ? AND bot = ? ORDER BY enrolled_at, account",
                PostgresEnrolments::read,
                person.tenant(),
                person.oid(),
                bot);
    }

    @Override
    public int remove(PersonId person, String bot) {
        return sql.update(
                "DELETE FROM bot_enrolment WHERE tenant = ? AND oid = ? AND bot = ?",
                person.tenant(),
                person.oid(),
                bot);
    }

    private static Enrolment read(ResultSet row) throws SQLException {
        return new Enrolment(
                row.getString("bot"),
                row.getString("account"),
                new PersonId(row.getString("tenant"), row.getString("oid")),
                row.getString("name"),
                Sql.instant(row, "enrolled_at"));
    }
}
