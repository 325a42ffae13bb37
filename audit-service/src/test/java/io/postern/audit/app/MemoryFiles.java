package io.postern.audit.app;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/** A published log in memory. */
final class MemoryFiles implements LogFiles {
    private final TreeMap<String, byte[]> files = new TreeMap<>();
    int lookedFor;

    @Override
    public boolean exists(String path) {
        lookedFor++;
        return files.containsKey(path);
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public void write(String path, byte[] bytes) {
        byte[] there = files.putIfAbsent(path, bytes);
        if (there != null && !Arrays.equals(there, bytes)) {
            throw new LogRefused(path + " holds something else");
        }
    }

    @Override
    public void deletePartials(String fullPath) {
        files.keySet().removeIf(path -> path.startsWith(fullPath + ".p/"));
    }

    @Override
    public void append(String path, String text) {
        String before = read(path)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        replace(path, before + text);
    }

    @Override
    public void replace(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> checkpoint() {
        return read("checkpoint").map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void writeCheckpoint(String note) {
        replace("checkpoint", note);
    }
}
