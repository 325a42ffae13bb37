package io.postern.audit.app;

import java.util.Optional;

/** The published log: what anybody may read and hold against us. */
public interface LogFiles {
    boolean exists(String path);

    Optional<byte[]> read(String path);

    /** Publishes a tile or bundle. It never changes: other bytes at the same path are {@link LogRefused}. */
    void write(String path, byte[] bytes);

    /** Takes the shorter versions of a full tile or bundle away. */
    void deletePartials(String fullPath);

    /** Adds to the end of a file that grows: a list of checkpoints. */
    void append(String path, String text);

    /** Replaces such a file in one step. */
    void replace(String path, String text);

    Optional<String> checkpoint();

    /** Replaces the checkpoint in one step. */
    void writeCheckpoint(String note);
}
