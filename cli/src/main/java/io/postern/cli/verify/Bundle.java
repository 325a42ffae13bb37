package io.postern.cli.verify;

import java.util.Optional;

/** The entries of a bundle where they lie in its bytes, as far as these can be taken apart. */
record Bundle(byte[] bytes, int[] starts, int count, Optional<Broken> fault) {
    /** Takes a file apart, of which the first {@code wanted} entries count. */
    static Bundle of(Tiles.Found file, long first, int wanted) {
        byte[] bytes = file.bytes();
        int[] starts = new int[file.width() + 1];
        int at = 0;
        for (int i = 0; i < file.width(); i++) {
            if (bytes.length - at < 2) {
                return cut(
                        file,
                        starts,
                        Math.min(i, wanted),
                        "ends before entry " + (first + i) + ", but has to hold " + file.width() + " entries");
            }
            int length = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
            starts[i] = at + 2;
            at += 2 + length;
            if (at > bytes.length) {
                return cut(file, starts, Math.min(i, wanted), "entry " + (first + i) + " is cut off");
            }
        }
        starts[file.width()] = at + 2;
        if (at < bytes.length) {
            return cut(file, starts, wanted, "goes on after the " + file.width() + " entries that it has to hold");
        }
        return new Bundle(bytes, starts, wanted, Optional.empty());
    }

    private static Bundle cut(Tiles.Found file, int[] starts, int count, String what) {
        return new Bundle(file.bytes(), starts, count, Optional.of(new Broken(file.file(), what)));
    }

    int start(int entry) {
        return starts[entry];
    }

    int length(int entry) {
        return (bytes[starts[entry] - 2] & 0xff) << 8 | bytes[starts[entry] - 1] & 0xff;
    }
}
