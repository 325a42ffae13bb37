package io.postern.audit.app;

import java.util.Optional;

/** Published files whose writer something happens to as soon as it has added to a list of checkpoints. */
final class EventfulFiles implements LogFiles {
    private final LogFiles files;
    private final Runnable happens;

    EventfulFiles(LogFiles files, Runnable happens) {
        this.files = files;
        this.happens = happens;
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
        files.write(path, bytes);
    }

    @Override
    public void deletePartials(String fullPath) {
        files.deletePartials(fullPath);
    }

    @Override
    public void append(String path, String text) {
        files.append(path, text);
        happens.run();
    }

    @Override
    public void replace(String path, String text) {
        files.replace(path, text);
    }

    @Override
    public Optional<String> checkpoint() {
        return files.checkpoint();
    }

    @Override
    public void writeCheckpoint(String note) {
        files.writeCheckpoint(note);
    }
}
