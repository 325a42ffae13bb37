package io.postern.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What concerns the trail. */
@Command(
        name = "audit",
        description = "The trail: see audit verify and audit receipt.",
        subcommands = {VerifyCommand.class, ReceiptCommand.class},
        footer = {
            "",
            "Examples:",
            "  ./postern audit verify",
            "  ./postern audit receipt 01KAJ5X9Q2V7N3M8R4T6W0Y1ZA.receipt"
        })
final class AuditCommand implements Runnable {
    @Mixin
    Terminal terminal = new Terminal();

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do with the trail: audit verify, or audit receipt");
    }
}
