package io.postern.cli.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a trail is checked with.
 *
 * @param key the log's public key
 * @param checkpoints files with signed checkpoints that somebody holds besides the log itself
 * @param siem records that a SIEM holds, a line of JSON each
 * @param approvalKeys the public keys that approvals are signed with
 */
public record Evidence(
        LogSource log, Path key, List<Path> checkpoints, Optional<Path> siem, Optional<Path> approvalKeys) {
    public Evidence {
        checkpoints = List.copyOf(checkpoints);
    }

    /** A published log in a directory, and nothing besides. */
    public static Evidence of(Path dir, Path key) {
        return new Evidence(new LogDirectory(dir), key, List.of(), Optional.empty(), Optional.empty());
    }
}
