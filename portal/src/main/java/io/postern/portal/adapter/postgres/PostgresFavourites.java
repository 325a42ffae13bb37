package io.postern.portal.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.portal.app.Favourites;
import io.postern.portal.domain.Person;
import io.postern.portal.domain.access.Favourite;
import io.postern.portal.domain.access.Habit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Favourites in PostgreSQL. */
public final class PostgresFavourites implements Favourites {
    private static final int MOST_HABITS = 50;
    private static final Duration HABITS_LAST = Duration.ofDays(90);

    private static final String LIST =
            "select id, name, wish from portal_favourite where owner = ? order by saved_at, id";
    private static final String SAVE = "insert into portal_favourite (id, owner, name, wish, saved_at)"
            + " select ?, ?, ?, ?, ? where (select count(*) from portal_favourite where owner = ?) < ?";
    private static final String HABIT = "select reason, ticket from portal_habit where owner = ? and vm_key = ?";
    private static final String REMEMBER = "insert into portal_habit (owner, vm_key, reason, ticket, asked_at)"
            + " values (?, ?, ?, ?, ?) on conflict (owner, vm_key) do update"
            + " set reason = excluded.reason, ticket = excluded.ticket, asked_at = excluded.asked_at";
    private static final String FORGET = "delete from portal_habit where owner = ? and vm_key in"
            + " (select vm_key from portal_habit where owner = ? order by asked_at desc, vm_key offset ?)";

    private static final String OUTDATED = "delete from portal_habit where asked_at < ?";

    private final DataSource database;
    private final ObjectMapper json;

    public PostgresFavourites(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public List<Favourite> of(Person person) {
        return query(LIST, this::favourite, owner(person));
    }

    /** Two saved at once may be one too many; no harm is done by that. */
    @Override
    public boolean save(Person person, Favourite favourite, Instant now) {
        String owner = owner(person);
        return change(
                        SAVE,
                        UUID.fromString(favourite.id()),
                        owner,
                        favourite.name(),
                        text(favourite.wish()),
                        now.atOffset(ZoneOffset.UTC),
                        owner,
                        Favourite.MOST)
                > 0;
    }

    @Override
    public void delete(Person person, String id) {
        change("delete from portal_favourite where owner = ? and id::text = ?", owner(person), id);
    }

    @Override
    public Optional<Habit> habit(Person person, String vm) {
        return query(HABIT, row -> new Habit(row.getString(1), row.getString(2)), owner(person), key(vm)).stream()
                .findFirst();
    }

    @Override
    public void remember(Person person, String vm, Habit habit, Instant now) {
        String owner = owner(person);
        change(REMEMBER, owner, key(vm), habit.reason(), habit.ticket(), now.atOffset(ZoneOffset.UTC));
        change(FORGET, owner, owner, MOST_HABITS);
        change(OUTDATED, now.minus(HABITS_LAST).atOffset(ZoneOffset.UTC));
    }

    private Favourite favourite(ResultSet row) throws SQLException {
        return new Favourite(row.getString(1), row.getString(2), wish(row.getString(3)));
    }

    private Favourite.Kept wish(String text) {
        try {
            return json.readValue(text, Favourite.Kept.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a favourite that was saved cannot be read", e);
        }
    }

    private String text(Favourite.Kept wish) {
        try {
            return json.writeValueAsString(wish);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a favourite that cannot be written is a bug", e);
        }
    }

    private static String owner(Person person) {
        return person.tenant() + "/" + person.id();
    }

    private static String key(String vm) {
        return vm.toLowerCase(Locale.ROOT);
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Reader<T> reader, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("favourites cannot be read", e);
        }
    }

    private int change(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("favourites cannot be written", e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
