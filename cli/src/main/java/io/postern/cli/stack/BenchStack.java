package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a measurement needs: broker, database, the issuer of tokens and request-service, and beside them approval-service or
 * the bare endpoint, on the same database server and with the same JVM flags; or broker, database and expiry-service or audit-service alone.
 */
public final class BenchStack {
    /** Of both sides: compiled as in production, with the collector that suits two cores. */
    public static final List<String> JVM_FLAGS =
            List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC", "-Duser.timezone=UTC");

    private final Layout layout;
    private final Addresses addresses;
    private final Secrets secrets;
    private final Processes processes;
    private final Build build;
    private final StackSettings settings;
    private final KafkaBroker kafka;
    private final PostgresServer postgres;
    private final Emulator emulator;
    private final Services services;
    private final BareEndpoint bare;
    private final BenchDatabases databases;

    public BenchStack(StackSettings settings) {
        this.settings = settings;
        this.layout = new Layout(settings.home());
        this.addresses = new Addresses(settings.ports(), layout);
        this.secrets = new Secrets(layout.secrets());
        this.processes = new Processes(layout);
        this.build = new Build(settings.root());
        ClassArchives archives = new ClassArchives(settings.cache().resolve("classes"), false);
        this.kafka = new KafkaBroker(build, layout, settings.ports(), archives, false);
        this.postgres = new PostgresServer(build, settings, layout, secrets);
        this.emulator = new Emulator(build, layout, addresses, secrets, archives);
        this.services = new Services(build, layout, addresses, secrets, postgres, archives);
        this.bare = new BareEndpoint(bare());
        this.databases = new BenchDatabases(postgres, secrets);
    }

    public Addresses addresses() {
        return addresses;
    }

    /** Where the bare endpoint listens: the port of a service that does not run here. */
    public URI bare() {
        return addresses.http(PortName.EXPIRY);
    }

    public BenchDatabases databases() {
        return databases;
    }

    public URI intake() {
        return addresses.http(PortName.REQUEST);
    }

    /** What Azure was asked to write. */
    public URI azureHistory() {
        return addresses.http(PortName.EMULATOR).resolve("/_emulator/history");
    }

    public URI approval() {
        return addresses.http(PortName.APPROVAL);
    }

    public URI expiry() {
        return addresses.http(PortName.EXPIRY);
    }

    public URI audit() {
        return addresses.http(PortName.AUDIT);
    }

    /** Where audit-service publishes its log. */
    public Path auditLog() {
        return layout.auditLog();
    }

    /** Where the system tests write down how late ports were shut. */
    public Path closingFigures() {
        return settings.root().resolve("system-tests/target/closing-report.jsonl");
    }

    /** Starts expiry-service and waits until it is ready. */
    public void startExpiry() {
        processes.start(asItsImage(ProcessName.EXPIRY, Map.of()));
    }

    /** Takes expiry-service away, as a power cut would. */
    public void killExpiry() {
        processes.kill(ProcessName.EXPIRY);
    }

    /** Has expiry-service collect its garbage, so that what it needs of its heap can be told from what lies there. */
    public void collectGarbageOfExpiry() {
        ProcessHandle process =
                processes.find(ProcessName.EXPIRY).orElseThrow(() -> new CommandFailure("expiry-service is gone."));
        Tool.run(
                "Collecting garbage",
                List.of(Executables.ofJdk("jcmd").toString(), "" + process.pid(), "GC.run"),
                layout.log(ProcessName.EXPIRY),
                Map.of());
    }

    /** Where Kafka's clients begin. */
    public String bootstrap() {
        return kafka.bootstrap();
    }

    /** The key that the issuer of tokens signs with. */
    public Path signingKey() {
        return layout.data(ProcessName.EMULATOR).resolve("signing-key.jwk");
    }

    /** Starts everything from nothing. */
    public void start(BenchParts parts, Progress progress) {
        Preflight.checkDisk(settings.home());
        settings.ports().taken().ifPresent(sentence -> {
            throw new CommandFailure(sentence);
        });
        try {
            layout.forget();
        } catch (IOException e) {
            throw new CommandFailure("The data in " + layout.home() + " could not be removed: " + e.getMessage(), e);
        }
        long start = System.nanoTime();
        List<String> roles = new ArrayList<>(Databases.roles());
        roles.add(PostgresServer.SUPERUSER);
        secrets.prepare(DemoWorld.AUDIT_ORIGIN, Services.principals(), roles);
        kafka.prepare();
        postgres.prepare();
        boolean alone = parts.with() == BenchParts.With.EXPIRY_SERVICE;
        boolean asked = !alone && parts.with() != BenchParts.With.AUDIT_SERVICE;
        Together.run(List.of(
                () -> {
                    processes.start(kafka.spec());
                    new Topics(kafka.bootstrap()).create(build.topics());
                },
                () -> {
                    processes.start(postgres.spec());
                    postgres.databases().create(role -> secrets.read(secrets.databasePassword(role)));
                },
                () -> {
                    if (!alone) {
                        startEmulator(parts);
                    }
                }));
        if (asked) {
            processes.start(
                    parts.with() == BenchParts.With.ENFORCER_SERVICE
                            ? asItsImage(ProcessName.REQUEST, parts.requestService())
                            : service(ProcessName.REQUEST, parts.requestService()));
        }
        switch (parts.with()) {
            case BARE_ENDPOINT -> startBare();
            case APPROVAL_SERVICE ->
                processes.start(service(
                        ProcessName.APPROVAL,
                        Map.of(
                                "POSTERN_APPROVAL_POLICY_FILE",
                                policy(parts.policy()).toString())));
            case ENFORCER_SERVICE -> {
                processes.start(services.spec(ProcessName.SWEEPER));
                processes.start(asItsImage(
                        ProcessName.APPROVAL,
                        Map.of(
                                "POSTERN_APPROVAL_POLICY_FILE",
                                policy(parts.policy()).toString())));
                processes.start(asItsImage(
                        ProcessName.ENFORCER,
                        Map.of("POSTERN_ENFORCER_WRITE_SHARE", "100", "POSTERN_ENFORCER_SCAN_EVERY", "PT60S")));
            }
            case EXPIRY_SERVICE -> startExpiry();
            case AUDIT_SERVICE -> processes.start(service(ProcessName.AUDIT, Map.of()));
        }
        progress.done("stack", (System.nanoTime() - start) / 1_000_000);
    }

    private void startEmulator(BenchParts parts) {
        emulator.prepare();
        Path seed = layout.data(ProcessName.EMULATOR).resolve("seed.json");
        BenchWorld.write(build.emulator(), parts.people(), seed);
        List<String> options = new ArrayList<>(List.of("--seed", seed.toString(), "--limits", "off"));
        if (parts.machines() > 0) {
            options.addAll(List.of("--machines", "" + parts.machines()));
        }
        processes.start(emulator.asItsImage(options));
    }

    private Path policy(String text) {
        Path file = layout.home().resolve("data").resolve("policy.yaml");
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new CommandFailure("The policy could not be written: " + e.getMessage(), e);
        }
    }

    private ProcessSpec service(ProcessName name, Map<String, String> more) {
        List<String> command = java();
        command.addAll(Jvm.trusting(secrets.trustStore()));
        command.addAll(List.of("-jar", build.service(name).toString()));
        return started(name, command, more);
    }

    private ProcessSpec asItsImage(ProcessName name, Map<String, String> more) {
        return started(name, Jvm.asInImage(name, services.spec(name).command()), more);
    }

    private ProcessSpec started(ProcessName name, List<String> command, Map<String, String> more) {
        ProcessSpec spec = services.spec(name);
        Map<String, String> environment = new HashMap<>(spec.environment());
        environment.putAll(more);
        return new ProcessSpec(spec.name(), command, environment, spec.ready(), spec.patience());
    }

    private void startBare() {
        databases.createBare();
        List<String> command = java();
        command.addAll(List.of("-jar", build.bareEndpoint().toString()));
        bare.start(
                command,
                Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL", postgres.url(BenchDatabases.BARE),
                        "QUARKUS_DATASOURCE_USERNAME", BenchDatabases.INTAKE,
                        "QUARKUS_DATASOURCE_PASSWORD", secrets.read(secrets.databasePassword(BenchDatabases.INTAKE))),
                layout.logs().resolve("bare-endpoint.log").toFile());
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>(List.of(Executables.ofJdk("java").toString()));
        command.addAll(JVM_FLAGS);
        return command;
    }

    /** Takes the broker away. */
    public void stopKafka() {
        processes.kill(ProcessName.KAFKA);
    }

    /** Ends every process. */
    public void stop() {
        processes.close();
        bare.askToEnd();
        for (ProcessName name : List.of(
                ProcessName.ENFORCER,
                ProcessName.SWEEPER,
                ProcessName.EXPIRY,
                ProcessName.AUDIT,
                ProcessName.APPROVAL,
                ProcessName.REQUEST,
                ProcessName.EMULATOR,
                ProcessName.KAFKA,
                ProcessName.POSTGRES)) {
            processes.stop(name);
        }
        bare.await();
    }
}
