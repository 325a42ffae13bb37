package io.postern.cli.command;

import picocli.CommandLine.Command;

/** Says yes to a pending request. */
@Command(
        name = "approve",
        description = "Says yes to a pending request.",
        footer = {"", "Example:", "  ./postern approve 01K… --reason \"seen with the owner\""})
final class ApproveCommand extends Verdict {
    ApproveCommand() {
        super("approve", "approved");
    }
}
