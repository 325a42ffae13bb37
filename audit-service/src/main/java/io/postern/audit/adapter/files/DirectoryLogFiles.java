package io.postern.audit.adapter.files;

import io.postern.audit.app.LogFiles;
import io.postern.audit.app.LogRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The published log as a directory that any web server can serve. A file appears whole and on disk, or not at all;
 * only a list that grows may end in half a line, which its next writer replaces.
 */
public final class DirectoryLogFiles implements LogFiles {
    private static final String CHECKPOINT = "checkpoint";

    private final Path root;

    public DirectoryLogFiles(Path root) {
        this.root = root;
    }

    @Override
    public boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    @Override
    public Optional<byte[]> read(String path) {
        try {
            return Optional.of(Files.readAllBytes(root.resolve(path)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(String path, byte[] bytes) {
        Optional<byte[]> there = read(path);
        if (there.isEmpty()) {
            replace(path, bytes);
        } else if (!Arrays.equals(there.get(), bytes)) {
            throw new LogRefused("the published file " + path + " holds something else than the recorded leaves give");
        }
    }

    @Override
    public void deletePartials(String fullPath) {
        Path partials = root.resolve(fullPath + ".p");
        if (!Files.isDirectory(partials)) {
            return;
        }
        try (Stream<Path> files = Files.list(partials)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(partials);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<String> checkpoint() {
        return read(CHECKPOINT).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void writeCheckpoint(String note) {
        replace(CHECKPOINT, note);
    }

    @Override
    public void append(String path, String text) {
        Path file = root.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            store(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void replace(String path, String text) {
        replace(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void store(Path file, byte[] bytes, OpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private void replace(String path, byte[] bytes) {
        Path file = root.resolve(path);
        // A name of its own: one who lost the right to sign may still be writing the same file.
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(draft.getParent());
            try {
                store(draft, bytes, StandardOpenOption.CREATE_NEW);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
