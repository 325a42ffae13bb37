package io.postern.portal.adapter.web;

import io.postern.portal.testing.Browser;
import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.StubIssuer;
import jakarta.inject.Inject;
import java.net.HttpCookie;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;

/** What tests of signing in have in common. */
abstract class SignInCases {
    static final String SESSION = "q_session";

    @Inject
    DataSource database;

    final StubIssuer issuer = PortalWorld.issuer();

    @BeforeEach
    void begin() {
        PortalWorld.services().reset();
        PortalWorld.services().on("GET", "/thing", 200, "{\"name\":\"open\"}");
        issuer.life(Duration.ofMinutes(30));
        issuer.refusesRefreshes("");
    }

    static String session(Browser browser) {
        return browser.cookies().stream()
                .filter(cookie -> cookie.getName().equals(SESSION))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    String value(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
