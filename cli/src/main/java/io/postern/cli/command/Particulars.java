package io.postern.cli.command;

import io.postern.contracts.net.Cidr;
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

    /** In the one form in which services show them: they are compared as texts. */
    List<String> sources() {
        return sources.stream().map(Particulars::plain).toList();
    }

    private static String plain(String source) {
        try {
            return Cidr.parse(source).toString();
        } catch (IllegalArgumentException noBlock) {
            return source; // the service says what is wrong with it
        }
    }

    Optional<String> ticket() {
        return Optional.ofNullable(ticket);
    }
}
