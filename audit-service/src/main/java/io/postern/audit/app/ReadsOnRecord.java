package io.postern.audit.app;

/**
 * Puts each reading of the trail on the trail. It is called before anything is handed out, and throws when the reading cannot
 * be recorded: then nothing may be read.
 */
@FunctionalInterface
public interface ReadsOnRecord {
    void read(Reader reader, Reading reading);
}
