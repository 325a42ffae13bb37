package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Postern on this machine: a broker, a database, the stand-in for Azure, the services and the sweeper, each its own process. */
public final class LocalStack {
    private final StackSettings settings;
    private final Layout layout;
    private final Addresses addresses;
    private final Secrets secrets;
    private final Processes processes;
    private final Build build;
    private final ClassArchives archives;
    private final KafkaBroker kafka;
    private final PostgresServer postgres;
    private final Emulator emulator;
    private final Services services;

    public LocalStack(StackSettings settings) {
        this.settings = settings;
        this.layout = new Layout(settings.home());
        this.addresses = new Addresses(settings.ports(), layout);
        this.secrets = new Secrets(layout.secrets());
        this.processes = new Processes(layout);
        this.build = new Build(settings.root());
        this.archives = new ClassArchives(settings.cache().resolve("classes"), settings.recordsClasses());
        this.kafka = new KafkaBroker(build, layout, settings.ports(), archives, true);
        this.postgres = new PostgresServer(build, settings, layout, secrets);
        this.emulator = new Emulator(build, layout, addresses, secrets, archives);
        this.services = new Services(
                build,
                layout,
                addresses,
                secrets,
                postgres,
                new ClassArchives(settings.cache().resolve("classes"), settings.recordsClasses()));
    }

    public Addresses addresses() {
        return addresses;
    }

    public Layout layout() {
        return layout;
    }

    /** Starts everything; when one part fails, what had started is stopped again. */
    public void start(Progress progress) {
        start(progress, List.of(ProcessName.values()));
    }

    /** Starts only these, and what they need to be told of the others. */
    public void start(Progress progress, List<ProcessName> parts) {
        processes.open();
        requireStopped();
        if (settings.fresh()) {
            forget();
        }
        new Preflight(settings, build).check();
        parts.forEach(archives::prepare);
        try {
            timed(progress, "keys and certificates", this::prepareSecrets);
            Together.run(starts(progress, ProcessName.foundations(), parts));
            Together.run(starts(progress, ProcessName.services(), parts));
        } catch (RuntimeException e) {
            stop(Progress.silent());
            throw e;
        }
    }

    /** Starts one process again, after a {@link #kill}. */
    public void start(ProcessName name) {
        processes.open();
        prepareAndStart(name);
    }

    private void prepareAndStart(ProcessName name) {
        prepare(name);
        processes.start(spec(name));
    }

    /** Stops everything in reverse order, and leaves no process behind. */
    public void stop(Progress progress) {
        processes.close();
        for (List<ProcessName> group : List.of(
                ProcessName.services(),
                List.of(ProcessName.EMULATOR, ProcessName.KAFKA),
                List.of(ProcessName.POSTGRES))) {
            Together.run(group.stream()
                    .filter(name -> processes.find(name).isPresent())
                    .<Runnable>map(name -> () -> timed(progress, name.text() + " stopped", () -> processes.stop(name)))
                    .toList());
        }
    }

    /** Whether what ends now ends because it was told to. */
    public boolean isStopping() {
        return processes.isClosed();
    }

    /** Ends a process at once with SIGKILL, its children too. */
    public void kill(ProcessName name) {
        processes.kill(name);
    }

    public boolean alive(ProcessName name) {
        return processes.find(name).isPresent();
    }

    public OptionalLong pid(ProcessName name) {
        Optional<ProcessHandle> process = processes.find(name);
        return process.isPresent() ? OptionalLong.of(process.get().pid()) : OptionalLong.empty();
    }

    /** Resident memory in bytes, zero when the process does not run. */
    public long residentBytes(ProcessName name) {
        return processes.find(name).map(LiveProcess::residentBytes).orElse(0L);
    }

    /** How a service is started, for whoever starts one more instance of it. */
    public List<String> command(ProcessName service) {
        return services.command(service);
    }

    /** What a service finds in its environment. */
    public Map<String, String> environment(ProcessName service) {
        return services.environment(service);
    }

    /** One pass of the sweeper, in the foreground; returns its exit code. */
    public int sweepOnce(boolean dryRun) {
        if (!layout.secrets().toFile().isDirectory()) {
            throw new CommandFailure("There is no local stack yet: start one with ./postern up.");
        }
        List<String> command = new ArrayList<>(services.command(ProcessName.SWEEPER));
        command.add("--once");
        if (dryRun) {
            command.add("--dry-run");
        }
        Map<String, String> environment = new HashMap<>(services.environment(ProcessName.SWEEPER));
        environment.put("QUARKUS_LOG_LEVEL", "WARN");
        return Tool.inForeground(command, environment);
    }

    /** Whether a process runs and answers. */
    public boolean ready(ProcessName name) {
        return alive(name) && spec(name).ready().getAsBoolean();
    }

    private List<Runnable> starts(Progress progress, List<ProcessName> stage, List<ProcessName> parts) {
        return stage.stream()
                .filter(parts::contains)
                .<Runnable>map(name -> () -> startNew(progress, name))
                .toList();
    }

    private void startNew(Progress progress, ProcessName name) {
        switch (name) {
            case KAFKA -> startKafka(progress);
            case POSTGRES -> startPostgres(progress);
            default -> start(progress, name);
        }
    }

    private void startKafka(Progress progress) {
        start(progress, ProcessName.KAFKA);
        timed(progress, "topics", () -> new Topics(kafka.bootstrap()).create(build.topics()));
    }

    private void startPostgres(Progress progress) {
        start(progress, ProcessName.POSTGRES);
        timed(
                progress,
                "databases",
                () -> postgres.databases().create(role -> secrets.read(secrets.databasePassword(role))));
    }

    private void start(Progress progress, ProcessName name) {
        timed(progress, name.text() + "  " + addresses.of(name), () -> prepareAndStart(name));
    }

    private void prepare(ProcessName name) {
        switch (name) {
            case KAFKA -> kafka.prepare();
            case POSTGRES -> postgres.prepare();
            case EMULATOR -> emulator.prepare();
            default -> {}
        }
    }

    private ProcessSpec spec(ProcessName name) {
        return switch (name) {
            case KAFKA -> kafka.spec();
            case POSTGRES -> postgres.spec();
            case EMULATOR -> emulator.spec();
            default -> services.spec(name);
        };
    }

    private void prepareSecrets() {
        List<String> roles = new ArrayList<>(Databases.roles());
        roles.add(PostgresServer.SUPERUSER);
        secrets.prepare(DemoWorld.AUDIT_ORIGIN, Services.principals(), roles);
    }

    /** Refuses when the stack, or a part of it, runs already. */
    public void requireStopped() {
        List<String> running = Stream.of(ProcessName.values())
                .filter(this::alive)
                .map(ProcessName::text)
                .toList();
        if (!running.isEmpty()) {
            throw new CommandFailure(
                    running.size() == ProcessName.values().length
                            ? "The local stack already runs: see ./postern status, or stop it with ./postern down."
                            : "Parts of the local stack still run (" + String.join(", ", running)
                                    + "): stop them with ./postern down first.");
        }
    }

    private void forget() {
        try {
            layout.forget();
        } catch (IOException e) {
            throw new CommandFailure("The data in " + settings.home() + " could not be removed: " + e.getMessage(), e);
        }
    }

    private static void timed(Progress progress, String what, Runnable work) {
        long start = System.nanoTime();
        work.run();
        progress.done(what, (System.nanoTime() - start) / 1_000_000);
    }
}
