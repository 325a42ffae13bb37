package io.postern.cli.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of a log as C2SP tlog-tiles lays them out: a checkpoint, and entries in bundles of 256. */
record LogFiles(Path dir) {
    static final int PER_BUNDLE = 256;
    private static final int HASH_BYTES = 32;

    String checkpoint() throws Broken {
        try {
            return Files.readString(dir.resolve("checkpoint"));
        } catch (IOException e) {
            throw new Broken("checkpoint", "cannot be read: " + e.getMessage());
        }
    }

    /** The first {@code wanted} entries of a bundle. A longer version of the same bundle serves as well. */
    List<byte[]> bundle(long number, int wanted) throws Broken {
        Path file = find("tile/entries/" + path(number), wanted)
                .orElseThrow(() -> new Broken(
                        "tile/entries/" + path(number), "missing, or too short: " + wanted + " entries are promised"));
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            List<byte[]> entries = new ArrayList<>();
            while (entries.size() < wanted) {
                if (bytes.remaining() < 2) {
                    throw new Broken(place(file), "ends after entry " + (number * PER_BUNDLE + entries.size() - 1));
                }
                byte[] entry = new byte[bytes.getShort() & 0xffff];
                if (bytes.remaining() < entry.length) {
                    throw new Broken(place(file), "entry " + (number * PER_BUNDLE + entries.size()) + " is cut off");
                }
                bytes.get(entry);
                entries.add(entry);
            }
            return entries;
        } catch (IOException e) {
            throw new Broken(place(file), "cannot be read: " + e.getMessage());
        }
    }

    /** The leaf hash that the log's own lowest tile holds for an entry; empty when there is no such tile. */
    Optional<byte[]> storedLeaf(long index, long size) {
        long number = index / PER_BUNDLE;
        int width = (int) Math.min(PER_BUNDLE, size - number * PER_BUNDLE);
        int at = (int) (index % PER_BUNDLE) * HASH_BYTES;
        return find("tile/0/" + path(number), width).flatMap(file -> {
            try {
                byte[] tile = Files.readAllBytes(file);
                return tile.length < at + HASH_BYTES
                        ? Optional.empty()
                        : Optional.of(java.util.Arrays.copyOfRange(tile, at, at + HASH_BYTES));
            } catch (IOException unreadable) {
                return Optional.empty();
            }
        });
    }

    private Optional<Path> find(String tile, int wanted) {
        for (int width = wanted; width < PER_BUNDLE; width++) {
            Path partial = dir.resolve(tile + ".p").resolve(Integer.toString(width));
            if (Files.exists(partial)) {
                return Optional.of(partial);
            }
        }
        return Optional.of(dir.resolve(tile)).filter(Files::isRegularFile);
    }

    private String place(Path file) {
        return dir.relativize(file).toString();
    }

    /** Groups of three digits, all but the last with an x before them: 1234067 is x001/x234/067. */
    static String path(long number) {
        String path = "%03d".formatted(number % 1000);
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            path = "x%03d/".formatted(rest % 1000) + path;
        }
        return path;
    }
}
