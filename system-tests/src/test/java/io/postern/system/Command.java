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

    static Command run(List<String> arguments, LocalStack stack) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>();
        environment.put("POSTERN_HOME", stack.layout().home().toAbsolutePath().toString());
        for (PortName name : PortName.values()) {
            environment.put(
                    name.variable(), String.valueOf(stack.addresses().ports().of(name)));
        }
        return run(arguments, environment);
    }

    static Command run(List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./postern"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("..").toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Command(process.waitFor(), output);
    }
}
