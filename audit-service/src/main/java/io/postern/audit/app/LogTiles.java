package io.postern.audit.app;

import io.postern.audit.domain.TilePath;
import io.postern.audit.domain.TileReader;
import java.util.Optional;

/** The tiles among the published files: a short one that is gone is part of the full one that took its place. */
public final class LogTiles implements TileReader {
    private final LogFiles files;

    public LogTiles(LogFiles files) {
        this.files = files;
    }

    @Override
    public Optional<byte[]> tile(int level, long index, int width) {
        return files.read(TilePath.ofTile(level, index, width))
                .or(() -> width == TilePath.WIDTH
                        ? Optional.empty()
                        : files.read(TilePath.ofTile(level, index, TilePath.WIDTH)));
    }
}
