package io.postern.audit.app;

/** Write-once storage for the published log. What is in it, nobody takes away or changes, this service included. */
public interface LogArchive {
    /** Keeps a file for good; it returns once that is so. Other bytes at the same path are {@link LogRefused}. */
    void keep(String path, byte[] bytes);

    boolean holds(String path);
}
