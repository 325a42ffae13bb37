package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Programs of other people, run as they are installed. */
final class Tool {
    /** What one said: the exit code, and both streams. */
    record Said(int exit, String out, String err) {}

    private Tool() {}

    static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
    }

    /** Runs a program that must succeed; what it wrote to standard output. */
    static String run(Path dir, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Said said = say(dir, environment, command);
        assertThat(said.exit())
                .as("%s: %s %s", String.join(" ", command), said.out(), said.err())
                .isZero();
        return said.out();
    }

    static Said say(Path dir, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path errors = Files.createTempFile("tool", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(dir.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        String err = Files.readString(errors);
        Files.delete(errors);
        return new Said(exit, out, err);
    }
}
