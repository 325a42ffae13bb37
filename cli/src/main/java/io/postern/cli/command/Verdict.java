package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.api.Less;
import io.postern.cli.api.Postern;
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
        Postern postern = new Session().as(user);
        JsonNode waiting = postern.waitingFor(id);
        if (!waiting.isMissingNode()) {
            terminal.say(WaitingText.verdict(waiting));
        }
        JsonNode decision = postern.decide(id, waiting, word, reason, less());
        terminal.say("Request " + id + ": " + done + " by " + user + count(decision) + ".");
        terminal.answer(decision);
        return 0;
    }

    /** What is taken away from the request. */
    Less less() {
        return Less.NONE;
    }

    private static String count(JsonNode decision) {
        return decision.path("needed").asInt() < 2
                        || !decision.path("state").asText().equals("pending")
                ? ""
                : " (" + decision.path("counted").asInt() + " of "
                        + decision.path("needed").asInt() + ")";
    }
}
