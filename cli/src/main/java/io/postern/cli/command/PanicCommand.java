package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.Postern;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shuts everything at once. */
@Command(
        name = "panic",
        description = {
            "Shuts every access at once, of one network security group or everywhere, and lets nothing open that was approved "
                    + "before. Open sessions are not cut.",
            "It has to be confirmed by typing what is shut."
        },
        footer = {
            "",
            "Examples:",
            "  ./postern panic --reason \"stolen laptop\"",
            "  ./postern panic --reason \"stolen laptop\" --confirm everything",
            "  ./postern panic --nsg ID --reason \"odd traffic\" --confirm ID"
        })
final class PanicCommand implements Callable<Integer> {
    private static final String EVERYWHERE = "everything";

    @Mixin
    Terminal terminal = new Terminal();

    @Mixin
    Who who = new Who();

    @Option(
            names = "--nsg",
            paramLabel = "ID",
            description = "Only this network security group; without it, everything.")
    @Nullable
    String nsg;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    String reason = "";

    @Option(names = "--confirm", paramLabel = "WORD", description = "'everything' or the ID, where nobody can type it.")
    @Nullable
    String confirm;

    @Override
    public Integer call() {
        String shut = nsg == null ? EVERYWHERE : nsg;
        String typed = confirm != null
                ? confirm
                : terminal.ask("This shuts " + shut + ". Type '" + shut + "' to go on: ")
                        .orElseThrow(() -> new CommandFailure(
                                "Nobody can type the confirmation here; give it with --confirm '" + shut + "'."));
        if (!typed.strip().equalsIgnoreCase(shut)) {
            throw new CommandFailure("That is not '" + shut + "': nothing was shut.");
        }
        Postern postern = new Session(terminal).of(who, "admin");
        JsonNode answer = postern.panic(nsg == null ? "" : nsg, reason);
        terminal.say("Being shut: " + answer.path("grants").asText() + " grants at "
                + answer.path("boundaries").asText() + " network security groups.");
        terminal.answer(answer);
        return 0;
    }
}
