package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.api.Postern;
import picocli.CommandLine.Command;

/** Gives an access back before its time. */
@Command(
        name = "release",
        description = "Gives your access back before its time. New connections are refused; open sessions are not cut.",
        footer = {"", "Example:", "  ./postern release 01K…"})
final class ReleaseCommand extends Ending {
    @Override
    JsonNode end(Postern postern) {
        return postern.release(id);
    }

    @Override
    String done() {
        return "is given back.";
    }
}
