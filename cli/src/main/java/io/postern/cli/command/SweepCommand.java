package io.postern.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one pass of the sweeper. */
@Command(
        name = "sweep",
        description = "One pass of the stateless sweeper over the local stack; prints JSON lines.",
        footer = {"", "Examples:", "  ./postern sweep", "  ./postern sweep --dry-run     say what would be removed"})
final class SweepCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Option(names = "--dry-run", description = "Remove nothing.")
    boolean dryRun;

    @Override
    public Integer call() {
        return new Session(terminal).stack().sweepOnce(dryRun);
    }
}
