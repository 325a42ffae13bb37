package io.postern.expiry.adapter.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** The database as a process sees it that is frozen in the middle of a transaction: rows held, the commit never sent. */
final class FreezingDatabase {
    private final DataSource database;
    private final CountDownLatch thaw = new CountDownLatch(1);
    private final CountDownLatch frozen = new CountDownLatch(1);
    private final AtomicBoolean freezes = new AtomicBoolean();

    FreezingDatabase(DataSource database) {
        this.database = database;
    }

    /** From the next announcement on, whose rows it holds. */
    boolean freeze() throws InterruptedException {
        freezes.set(true);
        return frozen.await(20, TimeUnit.SECONDS);
    }

    void thaw() {
        freezes.set(false);
        thaw.countDown();
    }

    DataSource dataSource() {
        return proxy(DataSource.class, database);
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    if (method.getName().equals("commit") && freezes.get()) {
                        frozen.countDown();
                        thaw.await();
                    }
                    try {
                        Object answer = method.invoke(target, arguments);
                        return answer instanceof Connection connection ? proxy(Connection.class, connection) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
