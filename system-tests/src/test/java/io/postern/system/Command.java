package io.postern.system;

import io.postern.cli.stack.LocalStack;
import io.postern.cli.stack.PortName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The root script, as a person runs it. */
record Command(int exit, String output) {
    /** Runs it with the local stack where it stands by default. */
    static Command run(List<String> arguments) throws IOException, InterruptedException {
        return run(arguments, Map.of());
    }

    /** Runs it against the stack of these tests. */
    static Command run(List<String> arguments, Stack stack) throws IOException, InterruptedException {
        return run(arguments, stack.processes);
    }

    /** The same with more in the environment. */
    static Command run(List<String> arguments, Stack stack, Map<String, String> more)
            throws IOException, InterruptedException {
        return ended(start(arguments, stack, more));
    }

    static Command run(List<String> arguments, LocalStack stack) throws IOException, InterruptedException {
        return run(arguments, environment(stack));
    }

    static Command run(List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        return ended(start(arguments, environment));
    }

    /** Starts it, and leaves it running. */
    static Process start(List<String> arguments, Stack stack, Map<String, String> more) throws IOException {
        Map<String, String> environment = environment(stack.processes);
        environment.putAll(more);
        return start(arguments, environment);
    }

    private static Map<String, String> environment(LocalStack stack) {
        Map<String, String> environment = new HashMap<>();
        environment.put("POSTERN_HOME", stack.layout().home().toAbsolutePath().toString());
        for (PortName name : PortName.values()) {
            environment.put(
                    name.variable(), String.valueOf(stack.addresses().ports().of(name)));
        }
        return environment;
    }

    private static Process start(List<String> arguments, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of("./postern"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("..").toFile()).redirectErrorStream(true);
        // Whoever runs the tests may be signed in somewhere.
        builder.environment()
                .put(
                        "XDG_CONFIG_HOME",
                        Path.of("target", "config").toAbsolutePath().toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static Command ended(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Command(process.waitFor(), output);
    }
}
