package io.postern.approval.adapter.jws;

import io.postern.jws.FileState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a file says, read again when it changes. A faulty file takes nothing away: the last good one holds. */
final class WatchedFile<T> {
    private static final Logger LOG = Logger.getLogger(WatchedFile.class);

    private final Path file;
    private final Function<Path, T> reader;
    private final @Nullable T missing;
    private T content;
    private @Nullable FileState read;
    private @Nullable FileState told;

    /**
     * @param reader throws an {@link IllegalStateException} whose message says what is wrong, without the file's content
     * @param missing what holds while there is no such file, and until it is read for the first time
     */
    WatchedFile(Path file, Function<Path, T> reader, T missing) {
        this(file, reader, missing, missing);
    }

    private WatchedFile(Path file, Function<Path, T> reader, @Nullable T missing, T first) {
        this.file = file;
        this.reader = reader;
        this.missing = missing;
        this.content = first;
    }

    /** Reads it at once: a faulty file is thrown on. One that is missing later takes nothing away. */
    static <T> WatchedFile<T> readable(Path file, Function<Path, T> reader) {
        FileState state = FileState.of(file);
        WatchedFile<T> watched = new WatchedFile<>(file, reader, null, reader.apply(file));
        watched.read = state;
        return watched;
    }

    synchronized T content() {
        FileState state = FileState.of(file);
        if (missing != null && Files.notExists(file)) {
            if (!content.equals(missing)) {
                LOG.warnf("%s is gone: %s", file.getFileName(), missing);
            }
            content = missing;
            read = null;
        } else if (!state.equals(read)) {
            try {
                content = reader.apply(file);
                read = state;
                LOG.infof("read again: %s", content);
            } catch (IllegalStateException e) {
                tell(state, e);
            }
        }
        return content;
    }

    private void tell(FileState state, IllegalStateException fault) {
        if (!state.equals(told)) {
            told = state;
            LOG.errorf("%s What was read before still holds.", fault.getMessage());
        }
    }
}
