package io.postern.cli.command;

import io.postern.cli.CommandFailure;
import io.postern.cli.verify.LogDirectory;
import io.postern.cli.verify.LogSite;
import io.postern.cli.verify.LogSource;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The published log that an option names, by directory or URL. */
final class AuditLog {
    private AuditLog() {}

    static LogSource at(String place) {
        if (place.startsWith("http://") || place.startsWith("https://")) {
            try {
                return new LogSite(URI.create(place));
            } catch (IllegalArgumentException e) {
                throw new CommandFailure("The log's address " + place + " is no URL: write https://host/path.", e);
            }
        }
        Path dir = Path.of(place);
        if (!Files.isDirectory(dir)) {
            throw new CommandFailure("There is no audit log in " + dir + ": name one with --log, or run ./postern up.");
        }
        return new LogDirectory(dir);
    }
}
