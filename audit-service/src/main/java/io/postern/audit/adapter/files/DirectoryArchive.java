package io.postern.audit.adapter.files;

import io.postern.audit.app.LogArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A directory as archive: on storage that itself forbids to change and delete, such as a WORM share. */
public final class DirectoryArchive implements LogArchive {
    private final Path root;
    private final DirectoryLogFiles files;

    public DirectoryArchive(Path root) {
        this.root = root;
        this.files = new DirectoryLogFiles(root);
    }

    @Override
    public void keep(String path, byte[] bytes) {
        files.write(path, bytes);
        if (!root.resolve(path).toFile().setReadOnly()) {
            throw new UncheckedIOException(new IOException(path + " could not be made read-only in the archive"));
        }
    }

    @Override
    public boolean holds(String path) {
        return files.exists(path);
    }
}
