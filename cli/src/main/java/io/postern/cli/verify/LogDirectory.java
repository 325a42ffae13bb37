package io.postern.cli.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A published log, or a copy of one, in a directory. */
public record LogDirectory(Path dir) implements LogSource {
    @Override
    public Optional<byte[]> read(String path, long longest) throws IOException {
        Path file = dir.resolve(path);
        try {
            if (Files.size(file) > longest) {
                throw new IOException("larger than a log's file can be");
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> checkpointFiles() throws IOException {
        Path folder = dir.resolve("checkpoints");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".tmp"))
                    .map(file -> dir.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
