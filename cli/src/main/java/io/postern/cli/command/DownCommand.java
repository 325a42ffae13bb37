package io.postern.cli.command;

import io.postern.cli.stack.LocalStack;
import io.postern.cli.stack.ProcessName;
import io.postern.cli.stack.StackSettings;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the local stack. */
@Command(
        name = "down",
        description = "Stops the local stack; its data stays.",
        footer = {"", "Example:", "  ./postern down"})
final class DownCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        LocalStack stack = new LocalStack(StackSettings.standard(terminal.environment()));
        long running = Arrays.stream(ProcessName.values()).filter(stack::alive).count();
        stack.stop(terminal.progress());
        terminal.say(running == 0 ? "Nothing was running." : "Stopped.");
        terminal.answer(terminal.object().put("stopped", running));
        return 0;
    }
}
