package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembers a process by its id and start time, so that a stranger who got the same id is not taken for it. */
record PidFile(Path path) {
    /** The kernel's boot time, which start times are counted from, moves a little with the clock. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    void write(ProcessHandle process) {
        String started = process.info().startInstant().map(Instant::toString).orElse("unknown");
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, process.pid() + "\n" + started + "\n");
        } catch (IOException e) {
            throw new CommandFailure("The pid file " + path + " could not be written: " + e.getMessage(), e);
        }
    }

    /** The process, if it still runs and is the one that was remembered. */
    Optional<ProcessHandle> find() {
        try {
            if (!Files.exists(path)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(path);
            if (lines.size() < 2) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                    .filter(LiveProcess::isAlive)
                    .filter(process -> isSame(process, lines.get(1)));
        } catch (IOException | NumberFormatException e) {
            throw new CommandFailure("The pid file " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new CommandFailure("The pid file " + path + " could not be removed: " + e.getMessage(), e);
        }
    }

    private static boolean isSame(ProcessHandle process, String started) {
        return process.info()
                .startInstant()
                .map(at -> started.equals("unknown")
                        || Duration.between(Instant.parse(started), at).abs().compareTo(SLACK) <= 0)
                .orElse(true);
    }
}
