package io.postern.messaging.testing;

import io.postern.messaging.Transactions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/** Transactions of plain JDBC, bound to the thread; connections of {@link #dataSource} join them as they do under JTA. */
public final class JdbcTransactions implements Transactions {
    private record Current(Connection connection, List<Runnable> afterCommit) {}

    private final DataSource database;
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Current> current = new ThreadLocal<>();

    public JdbcTransactions(DataSource database) {
        this.database = database;
    }

    @Override
    public <T> T call(Callable<T> work) {
        if (current.get() != null) {
            return unchecked(work);
        }
        Connection connection = unchecked(this::open);
        current.set(new Current(connection, new ArrayList<>()));
        try {
            T result = unchecked(work);
            unchecked(() -> end(connection, true));
            current.get().afterCommit().forEach(Runnable::run);
            return result;
        } catch (RuntimeException | Error e) {
            unchecked(() -> end(connection, false));
            throw e;
        } finally {
            current.remove();
        }
    }

    @Override
    public void afterCommit(Runnable run) {
        if (current.get() == null) {
            throw new IllegalStateException("no transaction is active");
        }
        current.get().afterCommit().add(run);
    }

    /** A data source for what takes part: inside a transaction its connection, outside of one a new connection. */
    public DataSource dataSource() {
        return proxy(
                DataSource.class,
                database,
                "getConnection",
                () -> current.get() == null
                        ? database.getConnection()
                        : proxy(Connection.class, current.get().connection(), "close", () -> null));
    }

    private Connection open() throws SQLException {
        Connection connection = idle.poll();
        if (connection == null) {
            connection = database.getConnection();
            connection.setAutoCommit(false);
        }
        return connection;
    }

    private boolean end(Connection connection, boolean commit) throws SQLException {
        if (commit) {
            connection.commit();
        } else if (!connection.isClosed()) {
            connection.rollback();
        }
        return !connection.isClosed() && idle.add(connection);
    }

    private static <T> T proxy(Class<T> type, T target, String replaced, Callable<?> replacement) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals(replaced)) {
                        return replacement.call();
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static <T> T unchecked(Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
