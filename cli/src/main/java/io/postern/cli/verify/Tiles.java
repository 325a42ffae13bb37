package io.postern.cli.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The files of a log as C2SP tlog-tiles lays them out: a checkpoint, tiles of hashes, and entries in bundles of 256. */
record Tiles(LogSource source) {
    /** How many hashes a full tile holds, and how many entries a full bundle. */
    static final int WIDTH = 256;

    /** What a full bundle of the longest entries takes; a longer file is none, and is not read into memory. */
    private static final long LONGEST_BUNDLE = WIDTH * (2L + 0xffff);

    private static final long LONGEST_TILE = (long) WIDTH * Hasher.BYTES;
    static final long LONGEST_NOTE = 65_536;

    /** A file as it was at one moment: a log that is being written replaces short versions by longer ones. */
    record Found(String file, int width, byte[] bytes) {}

    String checkpoint() throws Broken {
        String place = "checkpoint";
        try {
            byte[] bytes = source.read(place, LONGEST_NOTE).orElseThrow(() -> new Broken(place, "missing"));
            return text(place, bytes);
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    static String text(String place, byte[] bytes) throws Broken {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new Broken(place, "not text");
        }
        return text;
    }

    /** A bundle with at least so many entries. */
    Found bundle(long number, int wanted) throws Broken {
        String name = "tile/entries/" + path(number);
        return find(name, wanted, LONGEST_BUNDLE)
                .orElseThrow(() -> new Broken(name, "missing, or too short: " + wanted + " entries are promised"));
    }

    /** The first so many hashes of a tile, which is as long as its name says. */
    Found hashes(int level, long number, int wanted) throws Broken {
        String name = "tile/" + level + "/" + path(number);
        Found found = find(name, wanted, LONGEST_TILE)
                .orElseThrow(() -> new Broken(name, "missing, or too short: " + wanted + " hashes are promised"));
        if (found.bytes.length != found.width * Hasher.BYTES) {
            throw new Broken(
                    found.file,
                    "has " + found.bytes.length + " bytes, but " + found.width + " hashes take "
                            + found.width * Hasher.BYTES);
        }
        return new Found(found.file, wanted, Arrays.copyOf(found.bytes, wanted * Hasher.BYTES));
    }

    /** Whether the entry behind the last one that a checkpoint promises is there as well. */
    boolean goOnAfter(long size) throws Broken {
        return find("tile/entries/" + path(size / WIDTH), (int) (size % WIDTH) + 1, LONGEST_BUNDLE)
                .isPresent();
    }

    /** The shortest version that holds enough. */
    private Optional<Found> find(String tile, int wanted, long longest) throws Broken {
        for (int width : source.widths(wanted).toArray()) {
            String file = width == WIDTH ? tile : tile + ".p/" + width;
            try {
                Optional<byte[]> bytes = source.read(file, longest);
                if (bytes.isPresent()) {
                    return Optional.of(new Found(file, width, bytes.get()));
                }
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
        return Optional.empty();
    }

    /** What is too long is a fault of the log; of what cannot be read nothing is known, and nothing more is read. */
    static Broken unreadable(String place, IOException why) {
        if (why instanceof TooLong) {
            return new Broken(place, "cannot be read: " + why.getMessage());
        }
        throw new Unreadable(
                place + " cannot be read: "
                        + (why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage()),
                why);
    }

    /** Groups of three digits, all but the last with an x before them: 1234067 is x001/x234/067. */
    static String path(long number) {
        String path = String.format(Locale.ROOT, "%03d", number % 1000);
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            path = String.format(Locale.ROOT, "x%03d/", rest % 1000) + path;
        }
        return path;
    }
}
