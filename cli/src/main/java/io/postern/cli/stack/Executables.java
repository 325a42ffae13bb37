package io.postern.cli.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Programs of this machine. */
final class Executables {
    private Executables() {}

    /** The full path of a program on PATH. */
    static Optional<String> find(String name) {
        String path = System.getenv("PATH");
        return Arrays.stream((path == null ? "/usr/bin:/bin" : path).split(File.pathSeparator, -1))
                .map(dir -> Path.of(dir, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** A program of the JDK that runs this command. */
    static Path ofJdk(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }
}
