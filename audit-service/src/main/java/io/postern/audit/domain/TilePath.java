package io.postern.audit.domain;

import java.util.Locale;

/** Where a tile or an entry bundle lies below the log's root, by C2SP tlog-tiles. */
public final class TilePath {
    /** How many hashes a full tile holds, and how many leaves a full bundle. */
    public static final int WIDTH = 256;

    /** Checkpoints that end within so many neighbouring leaves are listed in one file. */
    public static final int LISTED = 16 * WIDTH;

    private TilePath() {}

    public static String ofTile(int level, long index, int width) {
        return "tile/" + level + "/" + number(index) + partial(width);
    }

    public static String ofEntries(long index, int width) {
        return "tile/entries/" + number(index) + partial(width);
    }

    /** The list that holds every checkpoint whose last leaf is one of these {@link #LISTED}. */
    public static String ofCheckpoints(long index) {
        return "checkpoints/" + number(index) + ".jsonl";
    }

    /** Groups of three digits, all but the last marked: 1234067 is x001/x234/067. */
    private static String number(long index) {
        String last = String.format(Locale.ROOT, "%03d", index % 1000);
        StringBuilder path = new StringBuilder(last);
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
        }
        return path.toString();
    }

    private static String partial(int width) {
        if (width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("a tile holds 1 to " + WIDTH + " hashes, not " + width);
        }
        return width == WIDTH ? "" : ".p/" + width;
    }
}
