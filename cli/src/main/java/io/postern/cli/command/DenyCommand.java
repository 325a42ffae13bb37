package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says no to a pending request. */
@Command(
        name = "deny",
        description = "Says no to a pending request.",
        footer = {"", "Example:", "  ./postern deny 01K… --reason \"seen with the owner\""})
final class DenyCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "ID", description = "The request.")
    String id = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    String reason = "";

    @Option(names = "--as", paramLabel = "USER", description = "The demo person who decides (${DEFAULT-VALUE}).")
    String user = "approver";

    @Override
    public Integer call() {
        JsonNode decision = new Session().as(user).decide(id, "deny", reason);
        terminal.say("Request " + id + ": denied by " + user + ".");
        terminal.answer(decision);
        return 0;
    }
}
