package io.postern.portal.adapter.postgres;

import io.postern.portal.app.Sessions;
import io.postern.portal.app.SessionsUnavailable;
import io.postern.portal.domain.Draft;
import io.postern.portal.domain.Session;
import io.postern.portal.domain.SessionLimits;
import io.postern.portal.domain.Tokens;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Sessions in PostgreSQL, for as many portals as share it. */
public final class PostgresSessions implements Sessions {
    private static final String OPEN = "insert into portal_session"
            + " (id, person, tokens, signed_in_at, seen_at, ends_at, draft, challenged_at) values (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String TOO_MANY = "delete from portal_session where id in"
            + " (select id from portal_session where person = ? order by signed_in_at desc, id offset ?)";
    private static final String FIND =
            "select tokens, seen_at, challenge, draft, challenged_at > ? as confirming, person from portal_session"
                    + " where id = ? and ends_at > ? and seen_at > ?";
    private static final String CHALLENGE =
            "update portal_session set challenge = ?, draft = ?, challenged_at = ? where id = ?";
    private static final String FORGET_CHALLENGES = "update portal_session"
            + " set challenge = null, draft = null, challenged_at = null where challenged_at <= ?";
    private static final String FORGET = "delete from portal_session where id in"
            + " (select id from portal_session where ends_at <= ? or seen_at <= ? limit ? for update skip locked)";

    private record Row(String person, Session session) {}

    private final DataSource database;
    private final Seal seal;
    private final SessionLimits limits;

    public PostgresSessions(DataSource database, Seal seal, SessionLimits limits) {
        this.database = database;
        this.seal = seal;
        this.limits = limits;
    }

    @Override
    public String open(String person, Tokens tokens, Optional<String> earlier, Instant now) {
        String id = SessionId.next();
        Optional<Draft> draft = earlier.flatMap(old -> one(old, now))
                .filter(old -> old.person().equals(person))
                .flatMap(old -> old.session().draft());
        change(
                OPEN,
                SessionId.hash(id),
                person,
                seal.close(id, tokens),
                at(now),
                at(now),
                at(now.plus(limits.longest())),
                draft.map(it -> seal.close(id, it)).orElse(null),
                draft.map(_ -> at(now)).orElse(null));
        earlier.ifPresent(this::end);
        change(TOO_MANY, person, limits.perPerson());
        return id;
    }

    @Override
    public Optional<Session> find(String id, Instant now) {
        return one(id, now).map(Row::session);
    }

    private Optional<Row> one(String id, Instant now) {
        if (!SessionId.isOne(id)) {
            return Optional.empty();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(FIND)) {
            set(query, at(now.minus(Session.CONFIRMING)), SessionId.hash(id), at(now), at(now.minus(limits.idle())));
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row(id, row) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new SessionsUnavailable(e);
        }
    }

    @Override
    public void renew(String id, Tokens tokens) {
        change("update portal_session set tokens = ? where id = ?", seal.close(id, tokens), SessionId.hash(id));
    }

    @Override
    public void see(String id, Instant now) {
        change("update portal_session set seen_at = ? where id = ?", at(now), SessionId.hash(id));
    }

    @Override
    public void challenge(String id, String claims, Optional<Draft> draft, Instant now) {
        change(CHALLENGE, claims, draft.map(it -> seal.close(id, it)).orElse(null), at(now), SessionId.hash(id));
    }

    @Override
    public void dropDraft(String id) {
        change("update portal_session set draft = null where id = ?", (Object) SessionId.hash(id));
    }

    @Override
    public void end(String id) {
        change("delete from portal_session where id = ?", (Object) SessionId.hash(id));
    }

    @Override
    public int forget(Instant now, int most) {
        change(FORGET_CHALLENGES, at(now.minus(Session.CONFIRMING)));
        return change(FORGET, at(now), at(now.minus(limits.idle())), most);
    }

    private Optional<Row> row(String id, ResultSet row) throws SQLException {
        boolean confirming = row.getBoolean("confirming");
        Optional<String> challenge =
                Optional.ofNullable(row.getString("challenge")).filter(_ -> confirming);
        Optional<Draft> draft = Optional.ofNullable(row.getBytes("draft"))
                .filter(_ -> confirming)
                .flatMap(bytes -> seal.openDraft(id, bytes));
        Instant seen = row.getObject("seen_at", OffsetDateTime.class).toInstant();
        String person = row.getString("person");
        return seal.open(id, row.getBytes("tokens"))
                .map(tokens -> new Row(person, new Session(tokens, seen, challenge, draft)));
    }

    private int change(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new SessionsUnavailable(e);
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
