package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real PostgreSQL, a process of its own, as durable as in production: fsync and synchronous commit are on. */
final class PostgresServer {
    static final String SUPERUSER = "postgres";

    private final Build build;
    private final StackSettings settings;
    private final Layout layout;
    private final Secrets secrets;

    PostgresServer(Build build, StackSettings settings, Layout layout, Secrets secrets) {
        this.build = build;
        this.settings = settings;
        this.layout = layout;
        this.secrets = secrets;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + settings.ports().of(PortName.POSTGRES) + "/" + database;
    }

    Databases databases() {
        return new Databases(url(SUPERUSER), secrets.read(secrets.databasePassword(SUPERUSER)));
    }

    /** Unpacks the binaries and makes a new cluster where there is none; clears what a crash left behind. */
    void prepare() {
        Path data = data();
        try {
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                Trees.delete(data);
                Files.createDirectories(data.getParent());
                List<String> initdb = asNobodySpecial("initdb");
                initdb.addAll(List.of("-D", data.toString(), "-U", SUPERUSER, "--encoding=UTF8", "--locale=C"));
                initdb.addAll(List.of("--auth=scram-sha-256", "--no-sync", "--no-instructions"));
                initdb.add("--pwfile=" + secrets.databasePassword(SUPERUSER));
                Tool.run("Making the PostgreSQL cluster", initdb, layout.log(ProcessName.POSTGRES), Map.of());
            }
            clearStaleLock(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new CommandFailure("PostgreSQL's data in " + data + " could not be prepared: " + e.getMessage(), e);
        }
    }

    ProcessSpec spec() {
        List<String> command = asNobodySpecial("postgres");
        command.addAll(
                List.of("-D", data().toString(), "-p", "" + settings.ports().of(PortName.POSTGRES)));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "max_connections=120",
                "timezone=UTC")) {
            command.addAll(List.of("-c", setting));
        }
        return new ProcessSpec(ProcessName.POSTGRES, command, Map.of(), databases()::answer, Duration.ofSeconds(60));
    }

    private Path data() {
        return layout.data(ProcessName.POSTGRES);
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is. */
    private List<String> asNobodySpecial(String program) {
        Path bin = new PostgresArchive(build.postgresArchive())
                .unpackInto(settings.cache())
                .resolve("bin");
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.add(
                    Executables.find("unshare")
                            .orElseThrow(
                                    () -> new CommandFailure(
                                            "PostgreSQL does not run as root and the program unshare is not here: run as another user.")));
            command.add("-U");
        }
        command.add(bin.resolve(program).toString());
        return command;
    }

    /** After a crash the lock names a process id that may by now belong to somebody else. */
    private static void clearStaleLock(Path lock) throws IOException {
        if (!Files.exists(lock)) {
            return;
        }
        Optional<ProcessHandle> owner = ProcessHandle.of(
                Long.parseLong(Files.readAllLines(lock).getFirst().strip()));
        boolean isPostgres = owner.filter(LiveProcess::isAlive)
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
        if (!isPostgres) {
            Files.delete(lock);
        }
    }
}
