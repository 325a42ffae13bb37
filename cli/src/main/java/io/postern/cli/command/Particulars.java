package io.postern.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may be said of any access that somebody asks for, and need not be: where from, and for which work. */
final class Particulars {
    @Option(
            names = "--source",
            paramLabel = "CIDR",
            description = "Who may connect; by default this machine's address.")
    List<String> sources = new ArrayList<>();

    @Option(
            names = "--ticket",
            paramLabel = "TICKET",
            description = "Where the work is tracked, such as INC-1: it stays in the public log for good.")
    @Nullable
    String ticket;

    List<String> sources() {
        return sources;
    }

    Optional<String> ticket() {
        return Optional.ofNullable(ticket);
    }
}
