package io.postern.cli.verify;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where the files of a published log are read from. */
public interface LogSource {
    /** The bytes of a file, empty when there is none; {@link TooLong} for a file of more than {@code longest}. */
    Optional<byte[]> read(String path, long longest) throws IOException;

    /** The widths at which a tile may be there that has to hold so many, in the order in which to look for them. */
    default IntStream widths(int wanted) {
        return IntStream.rangeClosed(wanted, Tiles.WIDTH);
    }

    /** The list of all checkpoints over more entries than {@code after} and at most {@code count} more: a file of that name. */
    default Optional<byte[]> checkpoints(String file, long after, int count, long longest) throws IOException {
        return read(file, longest);
    }

    /** How many files are best read at once. */
    default int parallel() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }
}
