package io.postern.audit.domain;

import java.util.Optional;

/** Where the tiles of a log are read. */
@FunctionalInterface
public interface TileReader {
    /** The first {@code width} hashes of a tile, one behind the other; nothing when the log does not hold so many there. */
    Optional<byte[]> tile(int level, long index, int width);
}
