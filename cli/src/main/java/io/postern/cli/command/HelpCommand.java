package io.postern.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains commands. */
@Command(
        name = "help",
        description = "Explains a command; without one, names them all.",
        footer = {"", "Examples:", "  ./postern help", "  ./postern help audit verify"})
final class HelpCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command.")
    List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        CommandLine command = terminal.program();
        for (String word : words) {
            command = command.getSubcommands().get(word);
            if (command == null) {
                throw new ParameterException(spec.commandLine(), "There is no command " + String.join(" ", words));
            }
        }
        String usage = command.getUsageMessage();
        terminal.say(usage.stripTrailing());
        terminal.answer(terminal.object()
                .put("command", command.getCommandSpec().qualifiedName())
                .put("usage", usage));
        return 0;
    }
}
