package io.postern.cli.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The files of a log as C2SP tlog-tiles lays them out: a checkpoint, and entries in bundles of 256. */
record LogFiles(Path dir) {
    static final int PER_BUNDLE = 256;
    private static final int HASH_BYTES = 32;

    /** What a full bundle of the longest entries takes; a longer file is none, and is not read into memory. */
    private static final long LONGEST_FILE = PER_BUNDLE * (2L + 0xffff);

    /** A file as it was at one moment: a log that is being written replaces short bundles by their longer versions. */
    private record Found(Path file, int entries, byte[] bytes) {}

    String checkpoint() throws Broken {
        Path file = dir.resolve("checkpoint");
        try {
            byte[] bytes = read(file);
            String note = new String(bytes, StandardCharsets.UTF_8);
            if (!Arrays.equals(note.getBytes(StandardCharsets.UTF_8), bytes)) {
                throw new Broken("checkpoint", "not text");
            }
            return note;
        } catch (NoSuchFileException absent) {
            throw new Broken("checkpoint", "missing");
        } catch (IOException e) {
            throw new Broken("checkpoint", "cannot be read: " + e.getMessage());
        }
    }

    /** The first {@code wanted} entries of a bundle. A longer version of the same bundle serves as well. */
    List<byte[]> bundle(long number, int wanted) throws Broken {
        Found found = find("tile/entries/" + path(number), wanted)
                .orElseThrow(() -> new Broken(
                        "tile/entries/" + path(number), "missing, or too short: " + wanted + " entries are promised"));
        List<byte[]> entries = entries(found, number * PER_BUNDLE);
        return entries.subList(0, wanted);
    }

    private List<byte[]> entries(Found found, long first) throws Broken {
        ByteBuffer bytes = ByteBuffer.wrap(found.bytes);
        List<byte[]> entries = new ArrayList<>();
        while (entries.size() < found.entries) {
            if (bytes.remaining() < 2) {
                throw new Broken(
                        place(found.file),
                        "ends before entry " + (first + entries.size()) + ", but has to hold " + found.entries
                                + " entries");
            }
            byte[] entry = new byte[bytes.getShort() & 0xffff];
            if (bytes.remaining() < entry.length) {
                throw new Broken(place(found.file), "entry " + (first + entries.size()) + " is cut off");
            }
            bytes.get(entry);
            entries.add(entry);
        }
        if (bytes.hasRemaining()) {
            throw new Broken(place(found.file), "goes on after the " + found.entries + " entries that it has to hold");
        }
        return entries;
    }

    /** Whether the entry behind the last one that a checkpoint promises is there as well. */
    boolean goOnAfter(long size) throws Broken {
        return find("tile/entries/" + path(size / PER_BUNDLE), (int) (size % PER_BUNDLE) + 1)
                .isPresent();
    }

    /** The leaf hash that the log's own lowest tile holds for an entry; empty when there is no such tile. */
    Optional<byte[]> storedLeaf(long index, long size) throws Broken {
        long number = index / PER_BUNDLE;
        int width = (int) Math.min(PER_BUNDLE, size - number * PER_BUNDLE);
        int at = (int) (index % PER_BUNDLE) * HASH_BYTES;
        return find("tile/0/" + path(number), width)
                .map(Found::bytes)
                .filter(tile -> tile.length >= at + HASH_BYTES)
                .map(tile -> Arrays.copyOfRange(tile, at, at + HASH_BYTES));
    }

    /** The shortest version that holds enough. */
    private Optional<Found> find(String tile, int wanted) throws Broken {
        for (int width = wanted; width <= PER_BUNDLE; width++) {
            Path file = width == PER_BUNDLE ? dir.resolve(tile) : dir.resolve(tile + ".p/" + width);
            try {
                return Optional.of(new Found(file, width, read(file)));
            } catch (NoSuchFileException absent) {
                continue;
            } catch (IOException e) {
                throw new Broken(place(file), "cannot be read: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.size(file) > LONGEST_FILE) {
            throw new IOException("larger than a log's file can be");
        }
        return Files.readAllBytes(file);
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
