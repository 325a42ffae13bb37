package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.api.Postern;
import picocli.CommandLine.Command;

/** Withdraws a request before it opens anything. */
@Command(
        name = "cancel",
        description = "Withdraws your request as long as it has opened nothing.",
        footer = {"", "Example:", "  ./postern cancel 01K…"})
final class CancelCommand extends Ending {
    @Override
    JsonNode end(Postern postern) {
        return postern.cancel(id);
    }

    @Override
    String done() {
        return "is withdrawn.";
    }
}
