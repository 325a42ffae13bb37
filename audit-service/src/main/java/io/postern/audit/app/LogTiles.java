package io.postern.audit.app;

import io.postern.audit.domain.TilePath;
import io.postern.audit.domain.TileReader;
import java.util.Optional;
import java.util.stream.IntStream;

/** The tiles among the published files: a short one that is not there is the beginning of every longer one. */
public final class LogTiles implements TileReader {
    private final LogFiles files;

    public LogTiles(LogFiles files) {
        this.files = files;
    }

    /** At least so many hashes. */
    @Override
    public Optional<byte[]> tile(int level, long index, int width) {
        return files.read(TilePath.ofTile(level, index, width))
                .or(() -> width == TilePath.WIDTH
                        ? Optional.empty()
                        : files.read(TilePath.ofTile(level, index, TilePath.WIDTH)))
                .or(() -> IntStream.range(width + 1, TilePath.WIDTH)
                        .mapToObj(longer -> TilePath.ofTile(level, index, longer))
                        .filter(files::exists)
                        .findFirst()
                        .flatMap(files::read));
    }
}
