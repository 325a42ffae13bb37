package io.postern.cli.command;

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
        subcommands = {
            DemoCommand.class,
            TestCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ProtectCommand.class,
            RequestCommand.class,
            ApproveCommand.class,
            DenyCommand.class,
            ExtendCommand.class,
            RevokeCommand.class,
            ReviewCommand.class,
            ListCommand.class,
            ShowCommand.class,
            TokenCommand.class,
            AuditCommand.class,
            PolicyCommand.class,
            SweepCommand.class,
            BenchCommand.class
        },
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
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do");
    }
}
