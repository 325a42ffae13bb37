package io.postern.cli.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A published log, or a copy of one, in a directory. */
public record LogDirectory(Path dir) implements LogSource {
    @Override
    public Optional<byte[]> read(String path, long longest) throws IOException {
        Path file = dir.resolve(path);
        try {
            if (Files.size(file) > longest) {
                throw new TooLong();
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }
}
