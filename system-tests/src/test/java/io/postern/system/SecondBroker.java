package io.postern.system;

import io.postern.cli.stack.ProcessName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One more broker in the cluster of the stack's own, started as that one is, with nothing on it at first. */
final class SecondBroker {
    static final int ID = 2;

    private SecondBroker() {}

    static Process start(Stack stack, int port) throws IOException {
        Path first = stack.processes.layout().home().toAbsolutePath().resolve("data/kafka");
        Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "second-broker");
        Path configuration = data.resolve("server.properties");
        Files.write(
                configuration,
                Files.readAllLines(first.resolve("server.properties")).stream()
                        .map(line -> configured(line, data, port))
                        .toList());
        Files.write(
                data.resolve("meta.properties"),
                Files.readAllLines(first.resolve("meta.properties")).stream()
                        .filter(line -> !line.startsWith("directory.id="))
                        .map(line -> line.startsWith("node.id=") ? "node.id=" + ID : line)
                        .toList());
        List<String> command = new ArrayList<>(arguments(stack));
        command.set(command.size() - 1, configuration.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "second-broker.log").toFile())
                .start();
    }

    private static String configured(String line, Path data, int port) {
        String name = line.substring(0, line.indexOf('=') + 1);
        return switch (name) {
            case "process.roles=" -> name + "broker";
            case "node.id=" -> name + ID;
            case "listeners=", "advertised.listeners=" -> name + "PLAINTEXT://127.0.0.1:" + port;
            case "log.dirs=" -> name + data;
            default -> line;
        };
    }

    private static List<String> arguments(Stack stack) throws IOException {
        long pid = stack.processes.pid(ProcessName.KAFKA).orElseThrow();
        return List.of(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                .split("\0"));
    }
}
