package io.postern.messaging.quarkus;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections outside of the pool, with time limits: a relay must notice a database that went silent. */
final class RelayConnections implements Supplier<Connection> {
    private static final int CONNECT_SECONDS = 5;
    private static final int ANSWER_SECONDS = 30;

    /** Makes the server drop the locks of a host that vanished after some 25 s; its own default is two hours. */
    private static final String SERVER_KEEPALIVE =
            "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private final PGSimpleDataSource database = new PGSimpleDataSource();

    RelayConnections(String url, String user, String password) {
        database.setUrl(url);
        database.setUser(user);
        database.setPassword(password);
        database.setApplicationName("outbox-relay");
        database.setConnectTimeout(CONNECT_SECONDS);
        database.setLoginTimeout(CONNECT_SECONDS);
        database.setSocketTimeout(ANSWER_SECONDS);
        database.setTcpKeepAlive(true);
        database.setOptions(SERVER_KEEPALIVE);
    }

    @Override
    public Connection get() {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException("the relay has no database connection", e);
        }
    }
}
