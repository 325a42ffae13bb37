package io.postern.audit.domain;

/** A note as the list of all checkpoints holds it: with the number of leaves that it commits to. */
public record ListedNote(long size, String note) {
    /** Its line: a JSON object with the size and the note. */
    public String line() {
        String escaped = note.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "{\"size\":" + size + ",\"note\":\"" + escaped + "\"}\n";
    }
}
