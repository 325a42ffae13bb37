package io.postern.cli.command;

import io.postern.cli.Undecided;
import io.postern.cli.verify.LogDirectory;
import io.postern.cli.verify.LogSite;
import io.postern.cli.verify.LogSource;
import io.postern.cli.verify.Unproven;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The published log that an option names, by directory or URL. */
final class AuditLog {
    private AuditLog() {}

    /** Does what checks the log or something of it; what cannot be read as a whole is not broken. */
    static <T> T checked(String what, Supplier<T> check) {
        try {
            return check.get();
        } catch (Unproven unproven) {
            throw new Undecided(what + " cannot be checked: " + unproven.sentence() + ".", unproven);
        }
    }

    static void requireFile(Path file) {
        if (!Files.isReadable(file)) {
            throw new Undecided("The file " + file + " cannot be read: look at its name.");
        }
    }

    static LogSource at(String place) {
        if (place.startsWith("http://") || place.startsWith("https://")) {
            try {
                return new LogSite(URI.create(place));
            } catch (IllegalArgumentException e) {
                throw new Undecided("The log's address " + place + " is no URL: write https://host/path.", e);
            }
        }
        Path dir = Path.of(place);
        if (!Files.isDirectory(dir)) {
            throw new Undecided("There is no audit log in " + dir + ": name one with --log, or run ./postern up.");
        }
        return new LogDirectory(dir);
    }
}
