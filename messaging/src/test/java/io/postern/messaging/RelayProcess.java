package io.postern.messaging;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/** A relay in a JVM of its own, which a test may kill. It ends by itself when the test's JVM does. */
final class RelayProcess {
    static final int HALTED = 42;
    private static final String HALT_BEFORE_MARK = "halt-before-mark";

    private RelayProcess() {}

    static Process start(TestDatabase database, boolean haltBeforeMark) throws IOException {
        return new ProcessBuilder(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.timezone=Pacific/Chatham",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RelayProcess.class.getName(),
                        database.plain.getUrl(),
                        TestTopic.KAFKA.bootstrapServers(),
                        haltBeforeMark ? HALT_BEFORE_MARK : "run",
                        database.plain.getUser()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static int exitCode(Process process) throws InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the relay process does not end");
        }
        return process.exitValue();
    }

    public static void main(String[] arguments) throws IOException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        database.setUser(arguments[3]);
        Supplier<Connection> connections = () -> connect(database, arguments[2].equals(HALT_BEFORE_MARK));
        Relay relay = new Relay(RelaySettings.standard(), connections, Map.of("bootstrap.servers", arguments[1]));
        relay.start();
        while (System.in.read() != -1) {
            // nothing is ever written; the end of the stream is the end of the test's JVM
        }
        Runtime.getRuntime().halt(0);
    }

    private static Connection connect(PGSimpleDataSource database, boolean haltBeforeMark) {
        try {
            Connection connection = database.getConnection();
            return haltBeforeMark ? haltingBeforeMark(connection) : connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection haltingBeforeMark(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            && arguments[0].toString().startsWith("UPDATE outbox")) {
                        Runtime.getRuntime().halt(HALTED);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
