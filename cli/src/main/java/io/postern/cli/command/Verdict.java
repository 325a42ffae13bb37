package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.Less;
import io.postern.cli.api.Postern;
import io.postern.cli.api.Refusal;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an approver says of a pending request; the subcommands differ in the word alone. */
@Command
abstract class Verdict implements Callable<Integer> {
    private static final long PATIENCE_NANOS = 2_000_000_000;
    private static final long LOOK_EVERY_NANOS = 250_000_000;

    private final String word;
    private final String done;

    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "ID", description = "The request.")
    String id = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    String reason = "";

    @Mixin
    Who who = new Who();

    Verdict(String word, String done) {
        this.word = word;
        this.done = done;
    }

    @Override
    public final Integer call() {
        Postern postern = new Session(terminal).of(who, "approver");
        String request = id.strip().toUpperCase(Locale.ROOT);
        JsonNode waiting = onTheDesk(postern, request);
        if (!waiting.isMissingNode()) {
            terminal.say(WaitingText.verdict(waiting));
        } else if (isOnWhatIsShown()) {
            throw new CommandFailure("Nothing was decided, because nothing of request " + request + " was shown: "
                    + why(postern, request));
        }
        JsonNode decision = postern.decide(request, waiting, word, reason, less());
        terminal.say(
                "Request " + request + ": " + done + " by " + postern.person().name() + count(decision) + ".");
        terminal.answer(decision);
        return 0;
    }

    /** What was only just asked for takes a moment until it lies there. */
    private static JsonNode onTheDesk(Postern postern, String id) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        JsonNode waiting = postern.waitingFor(id);
        while (waiting.isMissingNode() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            waiting = postern.waitingFor(id);
        }
        return waiting;
    }

    /** Whether the verdict counts for what the person has seen alone; a no is safe without. */
    abstract boolean isOnWhatIsShown();

    /** Why a request does not lie there. */
    private static String why(Postern postern, String id) {
        try {
            String state = postern.request(id).path("state").asText();
            return switch (state) {
                case "pending" ->
                    "it is pending, but does not wait for " + postern.person().name()
                            + ", who asked for it or is in none of "
                            + "the groups that decide; if it has only just been asked for, try again.";
                case "open" -> "it is open, and no extension of it waits for a verdict.";
                default -> "it is " + state + " already.";
            };
        } catch (Refusal unknown) {
            return unknown.sentence();
        }
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
