package io.postern.cli.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Hands out the script that completes commands in a shell. */
@Command(
        name = "completion",
        description = "Prints what a shell reads to complete commands and options.",
        footer = {"", "Examples:", "  source <(./postern completion bash)", "  ./postern completion zsh >>~/.zshrc"})
final class CompletionCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    Shell shell = Shell.BASH;

    /** A shell; zsh takes bash's script once it has loaded bashcompinit, which the script itself sees to. */
    enum Shell {
        BASH,
        ZSH
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash("postern", terminal.program());
        terminal.say(script);
        terminal.answer(terminal.object()
                .put("shell", shell.name().toLowerCase(Locale.ROOT))
                .put("script", script));
        return 0;
    }
}
