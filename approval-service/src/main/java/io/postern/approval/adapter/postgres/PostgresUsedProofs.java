package io.postern.approval.adapter.postgres;

import io.postern.approval.app.UsedProofs;
import io.postern.contracts.id.PersonId;
import io.postern.messaging.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/** Used proofs as rows: the key says that nothing is used twice, whichever instance comes first. */
@Singleton
public class PostgresUsedProofs implements UsedProofs {
    private static final String USE = """
            INSERT INTO bot_proof (bot, jti, tenant, oid, used_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (bot, jti) DO NOTHING""";

    /** Some at every use, so that there are never many; what two instances both see, one of them takes. */
    private static final String FORGET = """
            DELETE FROM bot_proof WHERE (bot, jti) IN (
                SELECT bot, jti FROM bot_proof WHERE expires_at < ? LIMIT 20 FOR UPDATE SKIP LOCKED)""";

    private static final String USED_SINCE =
            "SELECT count(*) FROM bot_proof WHERE tenant = ? AND oid = ? AND used_at > ? AND bot = ?";

    /** What is over by more than clocks differ is refused for its time, with or without its row. */
    private static final Duration MARGIN = Duration.ofMinutes(15);

    private final Sql sql;

    public PostgresUsedProofs(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public boolean use(String bot, String jti, PersonId person, Instant expiresAt, Instant now) {
        sql.update(FORGET, now.minus(MARGIN));
        return sql.update(USE, bot, jti, person.tenant(), person.oid(), now, expiresAt) == 1;
    }

    @Override
    public int usedSince(String bot, PersonId person, Instant since) {
        return sql.query(USED_SINCE, row -> row.getInt(1), person.tenant(), person.oid(), since, bot)
                .getFirst();
    }
}
