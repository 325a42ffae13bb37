package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.api.Postern;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What a requester does to end a request early; the subcommands differ in when that is. */
@Command
abstract class Ending implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Mixin
    Who who = new Who();

    @Parameters(paramLabel = "ID", description = "The request.")
    String id = "";

    @Override
    public final Integer call() {
        JsonNode answer = end(new Session(terminal).of(who, "requester"));
        terminal.say("Request " + id + " " + done());
        terminal.answer(answer);
        return 0;
    }

    abstract JsonNode end(Postern postern);

    abstract String done();
}
