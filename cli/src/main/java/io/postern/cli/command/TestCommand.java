package io.postern.cli.command;

import io.postern.cli.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs every test. The script does this itself, for the tests also build this program. */
@Command(
        name = "test",
        description = "Runs every test that CI runs.",
        footer = {"", "Examples:", "  ./postern test", "  ./postern test --long     campaigns at their full counts"})
final class TestCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Option(names = "--long", description = "Run the campaigns at their full counts.")
    boolean full;

    @Override
    public Integer call() {
        throw new CommandFailure("Tests are run by the script: ./postern test.");
    }
}
