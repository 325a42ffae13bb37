package io.postern.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one request. */
@Command(
        name = "show",
        description = "Shows a request with its timeline.",
        footer = {"", "Example:", "  ./postern show 01K…"})
final class ShowCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "ID", description = "The request.")
    String id = "";

    @Mixin
    Who who = new Who();

    @Override
    public Integer call() {
        RequestText.show(terminal, new Session(terminal).of(who, "requester").request(id));
        return 0;
    }
}
