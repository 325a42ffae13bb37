package io.postern.cli.command;

import io.postern.cli.CommandFailure;
import io.postern.cli.Undecided;
import io.postern.cli.verify.LogDirectory;
import io.postern.cli.verify.LogSite;
import io.postern.cli.verify.LogSource;
import io.postern.cli.verify.Withheld;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The published log that an option names, by directory or URL. */
final class AuditLog {
    private AuditLog() {}

    /** Does what reads the log; a log that is no longer there as a whole is not a broken one. */
    static <T> T checked(Supplier<T> check) {
        try {
            return check.get();
        } catch (Withheld withheld) {
            throw new Undecided("The log cannot be checked: " + withheld.sentence() + ".", withheld);
        }
    }

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
