package io.postern.portal.domain.trail;

import java.util.Optional;

/** What the log was last signed at: how long it was, and the root of its tree. */
public record Checkpoint(String log, long size, String root) {
    /** Reads a signed note; its signature is for verifiers. */
    public static Optional<Checkpoint> read(String note) {
        String[] lines = note.split("\n", -1);
        if (lines.length < 3 || !lines[1].matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new Checkpoint(lines[0], Long.parseLong(lines[1]), lines[2]));
    }
}
