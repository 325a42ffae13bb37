package io.postern.system;

import io.postern.cli.stack.LocalStack;
import io.postern.cli.stack.Ports;
import io.postern.cli.stack.ProcessName;
import io.postern.cli.stack.StackSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Broker, database and two instances of audit-service over one log, and nothing else of Postern. */
final class AuditPair implements AutoCloseable {
    private static final int FIRST_PORT = 18_301;
    private static final List<Integer> PORTS = List.of(18_351, 18_352);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One of the two, dead or alive. */
    static final class Instance {
        private final LocalStack stack;
        private final int port;
        private Process process;

        private Instance(LocalStack stack, int port) throws IOException {
            this.stack = stack;
            this.port = port;
            start();
        }

        /**
         * Starts it and does not wait. Kafka knows it by a name and gives it its partitions back at once; otherwise the
         * two would wait most of the time until the one that was killed is missed, and have nothing to do meanwhile.
         */
        void start() throws IOException {
            process = SecondInstance.start(
                    stack,
                    ProcessName.AUDIT,
                    port,
                    Map.of(
                            "JAVA_TOOL_OPTIONS",
                            name(1) + name(2),
                            "MP_MESSAGING_INCOMING_EVENTS_SESSION_TIMEOUT_MS",
                            "30000",
                            // Nobody issues tokens here, and nobody asks for what needs one.
                            "QUARKUS_OIDC_TENANT_ENABLED",
                            "false"));
        }

        /** Of one of its consumers. */
        private String name(int consumer) {
            return "-Dmp.messaging.incoming.events$%1$d.group.instance.id=audit-%2$d-%1$d ".formatted(consumer, port);
        }

        /** One that ended by itself, because it found no database when it began, is started again as any platform would. */
        void startIfEnded() throws IOException {
            if (!process.isAlive()) {
                start();
            }
        }

        /** As a power cut would. */
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        boolean ready() {
            return SecondInstance.isReady(port);
        }
    }

    final LocalStack stack = new LocalStack(StackSettings.at(Path.of("target", "audit-pair"), Ports.from(FIRST_PORT))
            .withFresh(true));
    final Databases databases = new Databases(stack);
    final List<Instance> instances;
    private final ExecutorService afterwards = Executors.newVirtualThreadPerTaskExecutor();

    AuditPair() throws IOException {
        stack.start(
                (what, millis) -> System.out.println("  " + what + " " + millis + " ms"),
                List.of(ProcessName.KAFKA, ProcessName.POSTGRES));
        instances = List.of(new Instance(stack, PORTS.get(0)), new Instance(stack, PORTS.get(1)));
    }

    List<String> urls() {
        return PORTS.stream().map(SecondInstance::url).toList();
    }

    /** Takes broker or database away, and brings it back after a while, which the caller may wait for. */
    Future<?> outage(ProcessName part, Duration length) {
        stack.kill(part);
        long end = System.nanoTime() + length.toNanos();
        return afterwards.submit(() -> {
            Await.until("the end of the outage", length.plus(PATIENCE), () -> System.nanoTime() > end);
            stack.start(part);
        });
    }

    @Override
    public void close() throws InterruptedException {
        afterwards.close();
        for (Instance instance : instances) {
            instance.kill();
        }
        stack.stop((_, _) -> {});
    }
}
