package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.api.Postern;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks to keep an access for longer. */
@Command(
        name = "extend",
        description = "Asks to keep an access for longer. Until that is agreed on it ends as it would.",
        footer = {
            "",
            "Examples:",
            "  ./postern extend 01K… --for 1h",
            "  ./postern extend 01K… --for 30m --reason \"restore takes longer\" --wait"
        })
final class ExtendCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "ID", description = "The request.")
    String id = "";

    @Option(
            names = "--for",
            required = true,
            paramLabel = "TIME",
            description = "How much longer: 1h, 90m, 1h30m.",
            converter = LengthOfTime.class)
    Duration duration = Duration.ZERO;

    @Option(names = "--reason", paramLabel = "TEXT", description = "What for; without it, the request's own reason.")
    String reason = "";

    @Option(names = "--wait", description = "Follow it until it is in effect, or will not be. Exit 1 then.")
    boolean wait;

    @Mixin
    Who who = new Who();

    @Override
    public Integer call() {
        Postern postern = new Session(terminal).of(who, "requester");
        JsonNode asked = postern.extend(id, duration, reason);
        if (!wait) {
            RequestText.show(terminal, asked);
            return 0;
        }
        JsonNode settled = Follow.untilExtended(postern, asked, terminal);
        RequestText.show(terminal, settled);
        return Follow.lastExtension(settled).equals("in-effect") ? 0 : 1;
    }
}
