package io.postern.cli.command;

import picocli.CommandLine.Command;

/** Says no to a pending request. */
@Command(
        name = "deny",
        description = "Says no to a pending request.",
        footer = {"", "Example:", "  ./postern deny 01K… --reason \"seen with the owner\""})
final class DenyCommand extends Verdict {
    DenyCommand() {
        super("deny", "denied");
    }

    @Override
    boolean isOnWhatIsShown() {
        return false;
    }
}
