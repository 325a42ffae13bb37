package io.postern.audit.app;

import java.util.Optional;

/** Published files of a process that dies at a chosen write. */
final class DyingFiles implements LogFiles {
    private final LogFiles files;
    private int writesLeft = Integer.MAX_VALUE;

    DyingFiles(LogFiles files) {
        this.files = files;
    }

    void dieAfter(int writes) {
        writesLeft = writes;
    }

    private void live() {
        if (writesLeft-- == 0) {
            throw new IllegalStateException("killed");
        }
    }

    @Override
    public boolean exists(String path) {
        return files.exists(path);
    }

    @Override
    public Optional<byte[]> read(String path) {
        return files.read(path);
    }

    @Override
    public void write(String path, byte[] bytes) {
        live();
        files.write(path, bytes);
    }

    @Override
    public void deletePartials(String fullPath) {
        live();
        files.deletePartials(fullPath);
    }

    @Override
    public void append(String path, String text) {
        live();
        files.append(path, text);
    }

    @Override
    public void replace(String path, String text) {
        live();
        files.replace(path, text);
    }

    @Override
    public Optional<String> checkpoint() {
        return files.checkpoint();
    }

    @Override
    public void writeCheckpoint(String note) {
        live();
        files.writeCheckpoint(note);
    }
}
