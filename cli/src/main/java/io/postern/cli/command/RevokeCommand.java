package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends an access before its time. */
@Command(
        name = "revoke",
        description = "Ends an access before its time. New connections are refused; open sessions are not cut.",
        footer = {"", "Example:", "  ./postern revoke 01K… --reason \"done early\""})
final class RevokeCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "ID", description = "The request.")
    String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    String reason = "";

    @Mixin
    Who who = new Who();

    @Override
    public Integer call() {
        JsonNode answer = new Session(terminal).of(who, "requester").revoke(id, reason);
        terminal.say("Request " + id + " is being closed.");
        terminal.answer(answer);
        return 0;
    }
}
