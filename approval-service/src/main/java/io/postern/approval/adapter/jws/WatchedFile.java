package io.postern.approval.adapter.jws;

import java.nio.file.Path;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a file says, read again when it changes. A file that is missing or faulty takes nothing away: the last good one holds. */
final class WatchedFile<T> {
    private static final Logger LOG = Logger.getLogger(WatchedFile.class);

    private final Path file;
    private final Function<Path, T> reader;
    private T content;
    private @Nullable FileState read;
    private @Nullable FileState told;

    /**
     * @param reader throws an {@link IllegalStateException} whose message says what is wrong, without the file's content
     * @param first what holds until the file is read for the first time
     */
    WatchedFile(Path file, Function<Path, T> reader, T first) {
        this.file = file;
        this.reader = reader;
        this.content = first;
    }

    /** Reads it at once: a faulty file is thrown on. */
    static <T> WatchedFile<T> readable(Path file, Function<Path, T> reader) {
        FileState state = FileState.of(file);
        WatchedFile<T> watched = new WatchedFile<>(file, reader, reader.apply(file));
        watched.read = state;
        return watched;
    }

    synchronized T content() {
        FileState state = FileState.of(file);
        if (!state.equals(read)) {
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
