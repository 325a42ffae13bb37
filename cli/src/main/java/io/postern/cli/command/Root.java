package io.postern.cli.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What stands before every command. */
@Command(
        name = "postern",
        mixinStandardHelpOptions = true,
        version = "postern 0.1.0-SNAPSHOT",
        description = "Just-in-time access to the management ports of Azure VMs.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Start here:",
            "  ./postern demo             everything once, from nothing",
            "  ./postern up --detach      a stack to play with; ./postern down stops it",
            "  ./postern protect web-1",
            "  ./postern request --vm web-1 --port 22 --for 1h --reason \"disk full\" --wait"
        })
public final class Root implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    private final Map<String, String> environment;

    /** Postern as it is used from such an environment. */
    public Root(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Whether colours are shown to somebody in such an environment. */
    public static boolean colours(Map<String, String> environment) {
        return Paint.of(Terminal.isSeen(), environment).colours();
    }

    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do");
    }
}
