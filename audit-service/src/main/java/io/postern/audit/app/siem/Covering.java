package io.postern.audit.app.siem;

/** A signed checkpoint: the note, and over how many leaves it is. */
public record Covering(long size, String note) {
    boolean covers(long index) {
        return index < size;
    }
}
