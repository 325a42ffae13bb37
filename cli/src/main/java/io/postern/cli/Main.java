package io.postern.cli;

import io.postern.cli.command.Commands;
import io.postern.cli.command.Root;
import io.postern.cli.stack.StartFailure;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The postern command. Exit codes: 0 done, 1 refused or failed, 2 not understood, or not to be decided. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv(), arguments).execute(arguments));
    }

    /** The program in such an environment; with arguments, as far as they need it. */
    static CommandLine commandLine(Map<String, String> environment, String... arguments) {
        return Commands.addTo(new CommandLine(new Root(environment)), arguments)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setColorScheme(Help.defaultColorScheme(Root.colours(environment) ? Help.Ansi.ON : Help.Ansi.OFF))
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    explain(failure, command.getErr());
                    return failure instanceof Undecided ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
                });
    }

    private static int explainUsage(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr()
                .println("postern: " + wrong.getMessage() + ". See "
                        + command.getCommandSpec().qualifiedName() + " --help.");
        return CommandLine.ExitCode.USAGE;
    }

    private static void explain(Exception failure, PrintWriter err) {
        switch (failure) {
            case StartFailure start -> {
                err.println("postern: " + start.sentence());
                start.lastLines().forEach(line -> err.println("  | " + line));
            }
            case CommandFailure known -> err.println("postern: " + known.sentence());
            default -> {
                err.println("postern: an unexpected failure: " + failure);
                if (System.getenv("POSTERN_DEBUG") != null) {
                    failure.printStackTrace(err);
                } else {
                    err.println("  (POSTERN_DEBUG=1 shows where)");
                }
            }
        }
    }
}
