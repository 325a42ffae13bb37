package io.postern.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Chooses the profile that is meant when none is named. */
@Command(
        name = "use",
        description =
                "Chooses the installation that commands mean from now on. POSTERN_PROFILE and --profile name another.",
        footer = {"", "Example:", "  ./postern profile use local"})
final class ProfileUseCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "NAME", description = "The profile.")
    String name = "";

    @Override
    public Integer call() {
        new Session(terminal).profiles().use(name);
        terminal.say("Commands mean " + name + " from now on.");
        terminal.answer(terminal.object().put("current", name));
        return 0;
    }
}
