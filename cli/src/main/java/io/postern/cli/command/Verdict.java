package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an approver says of a pending request; the subcommands differ in the word alone. */
@Command
abstract class Verdict implements Callable<Integer> {
    private final String word;
    private final String done;

    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "ID", description = "The request.")
    String id = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    String reason = "";

    @Option(names = "--as", paramLabel = "USER", description = "The demo person who decides (${DEFAULT-VALUE}).")
    String user = "approver";

    Verdict(String word, String done) {
        this.word = word;
        this.done = done;
    }

    @Override
    public final Integer call() {
        JsonNode decision = new Session().as(user).decide(id, word, reason);
        terminal.say("Request " + id + ": " + done + " by " + user + ".");
        terminal.answer(decision);
        return 0;
    }
}
