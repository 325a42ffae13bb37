package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A real Kafka broker (KRaft, one node), a process of its own. */
final class KafkaBroker {
    /** Any fixed id does: the broker stands alone. */
    private static final String CLUSTER = "cG9zdGVybi1sb2NhbC1rYQ";

    private final Build build;
    private final Layout layout;
    private final Ports ports;
    private final ClassArchives archives;
    private final boolean alone;

    /**
     * {@code alone}: what it has acknowledged must outlive a power cut, because no other broker has it. Where several replicate,
     * as Kafka is meant to be run, it is left to the operating system when that comes to the disk; and brokers that run for long
     * are compiled all the way, as Kafka's own image has it.
     */
    KafkaBroker(Build build, Layout layout, Ports ports, ClassArchives archives, boolean alone) {
        this.alone = alone;
        this.build = build;
        this.layout = layout;
        this.ports = ports;
        this.archives = archives;
    }

    String bootstrap() {
        return "127.0.0.1:" + ports.of(PortName.KAFKA);
    }

    /** Formats the storage of a new broker. */
    void prepare() {
        Path data = layout.data(ProcessName.KAFKA);
        try {
            Files.createDirectories(data);
            Files.writeString(configuration(), properties(data));
            if (!Files.exists(data.resolve("meta.properties"))) {
                List<String> format = java(archives.readOnly(ProcessName.KAFKA), "kafka.tools.StorageTool");
                format.addAll(
                        List.of("format", "-t", CLUSTER, "-c", configuration().toString()));
                Tool.run("Formatting Kafka's storage", format, layout.log(ProcessName.KAFKA), Map.of());
            }
        } catch (IOException e) {
            throw new CommandFailure("Kafka's storage in " + data + " could not be prepared: " + e.getMessage(), e);
        }
    }

    ProcessSpec spec() {
        List<String> command = java(archives.flags(ProcessName.KAFKA), "kafka.Kafka");
        if (!alone) {
            command.remove(Jvm.QUICK_START);
        }
        command.add(configuration().toString());
        PortReady ready = new PortReady("127.0.0.1", ports.of(PortName.KAFKA));
        return new ProcessSpec(ProcessName.KAFKA, command, Map.of(), ready, Duration.ofSeconds(60));
    }

    private List<String> java(List<String> flags, String main) {
        String classPath =
                build.brokerJars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(Jvm.command("256m", flags));
        command.addAll(List.of("-cp", classPath, main));
        return command;
    }

    private Path configuration() {
        return layout.data(ProcessName.KAFKA).resolve("server.properties");
    }

    private String properties(Path data) {
        int controller = ports.of(PortName.KAFKA_CONTROLLER);
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://%1$s,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://%1$s
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=10
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                broker.session.timeout.ms=2000
                broker.heartbeat.interval.ms=500
                log.flush.interval.messages=%4$d
                auto.create.topics.enable=false
                num.network.threads=2
                num.io.threads=4
                log.cleaner.dedupe.buffer.size=16777216
                """.formatted(bootstrap(), controller, data, alone ? 1 : Long.MAX_VALUE);
    }
}
