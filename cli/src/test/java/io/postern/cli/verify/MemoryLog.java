package io.postern.cli.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a published log in memory, where they are quick to tamper with. */
record MemoryLog(TreeMap<String, byte[]> files) implements LogSource {
    static MemoryLog of(Path dir) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(dir)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(dir.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return new MemoryLog(files);
    }

    MemoryLog copy() {
        return new MemoryLog(new TreeMap<>(files));
    }

    @Override
    public Optional<byte[]> read(String path, long longest) throws IOException {
        Optional<byte[]> bytes = Optional.ofNullable(files.get(path));
        if (bytes.isPresent() && bytes.get().length > longest) {
            throw new TooLong();
        }
        return bytes;
    }

    @Override
    public int parallel() {
        return 2;
    }

    /** The names of all files that begin like this. */
    Map<String, byte[]> named(String start) {
        return files.subMap(start, start + Character.MAX_VALUE);
    }
}
