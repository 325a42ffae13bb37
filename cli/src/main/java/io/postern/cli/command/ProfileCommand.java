package io.postern.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The installations that the command line knows. */
@Command(
        name = "profile",
        description = "The installations of Postern that you use. The profile local is the local stack.",
        subcommands = {ProfileListCommand.class, ProfileAddCommand.class, ProfileUseCommand.class},
        footer = {"", "Examples:", "  ./postern profile list", "  ./postern profile use local"})
final class ProfileCommand implements Runnable {
    @Mixin
    Terminal terminal = new Terminal();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with profiles: profile list, add or use");
    }
}
