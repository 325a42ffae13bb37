package io.postern.request.adapter.postgres;

import io.postern.messaging.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Questions to the database that travel together; each sees what was committed before its own turn. */
final class RoundTrip {
    private final List<String> statements = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private final List<Answer<?>> answers = new ArrayList<>();

    /** The rows that one question was answered with, once it has been sent. */
    static final class Answer<T> {
        private final Sql.Row<T> reader;
        private final List<T> rows = new ArrayList<>();

        private Answer(Sql.Row<T> reader) {
            this.reader = reader;
        }

        private void read(ResultSet answer) throws SQLException {
            while (answer.next()) {
                rows.add(reader.read(answer));
            }
        }

        List<T> rows() {
            return List.copyOf(rows);
        }
    }

    <T> Answer<T> ask(String query, Sql.Row<T> reader, Object... given) {
        Answer<T> answer = new Answer<>(reader);
        statements.add(query);
        values.addAll(List.of(given));
        answers.add(answer);
        return answer;
    }

    void send(DataSource database) {
        try (Connection connection = database.getConnection();
                PreparedStatement all = connection.prepareStatement(String.join(";\n", statements))) {
            Sql.bind(all, values.toArray());
            all.execute();
            for (Answer<?> answer : answers) {
                try (ResultSet rows = all.getResultSet()) {
                    answer.read(rows);
                }
                all.getMoreResults();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a query failed", e);
        }
    }
}
