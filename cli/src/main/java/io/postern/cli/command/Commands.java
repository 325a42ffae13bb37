package io.postern.cli.command;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Every command by its name, in the order in which help names them. A program that is about to run one command is made with
 * that one alone, because reading what all of them say of themselves takes longer than most of them do.
 */
public final class Commands {
    static final List<Map.Entry<String, Class<?>>> ALL = List.of(
            Map.entry("demo", DemoCommand.class),
            Map.entry("test", TestCommand.class),
            Map.entry("up", UpCommand.class),
            Map.entry("down", DownCommand.class),
            Map.entry("status", StatusCommand.class),
            Map.entry("logs", LogsCommand.class),
            Map.entry("protect", ProtectCommand.class),
            Map.entry("vms", VmsCommand.class),
            Map.entry("request", RequestCommand.class),
            Map.entry("ensure", EnsureCommand.class),
            Map.entry("ssh", SshCommand.class),
            Map.entry("approve", ApproveCommand.class),
            Map.entry("deny", DenyCommand.class),
            Map.entry("extend", ExtendCommand.class),
            Map.entry("release", ReleaseCommand.class),
            Map.entry("cancel", CancelCommand.class),
            Map.entry("revoke", RevokeCommand.class),
            Map.entry("panic", PanicCommand.class),
            Map.entry("review", ReviewCommand.class),
            Map.entry("list", ListCommand.class),
            Map.entry("show", ShowCommand.class),
            Map.entry("sign-in", SignInCommand.class),
            Map.entry("sign-out", SignOutCommand.class),
            Map.entry("whoami", WhoamiCommand.class),
            Map.entry("profile", ProfileCommand.class),
            Map.entry("token", TokenCommand.class),
            Map.entry("audit", AuditCommand.class),
            Map.entry("policy", PolicyCommand.class),
            Map.entry("sweep", SweepCommand.class),
            Map.entry("bench", BenchCommand.class),
            Map.entry("completion", CompletionCommand.class),
            Map.entry("help", HelpCommand.class));

    private static final String HELP = "help";
    private static final String COMPLETION = "completion";

    private Commands() {}

    /** Adds the command that the arguments begin with, or all of them where it is about all or about none. */
    public static CommandLine addTo(CommandLine program, String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        boolean one = !first.equals(HELP)
                && !first.equals(COMPLETION)
                && ALL.stream().anyMatch(command -> command.getKey().equals(first));
        boolean none = first.equals("--version") || first.equals("-V");
        ALL.stream()
                .filter(command -> one ? command.getKey().equals(first) : !none)
                .forEach(command -> program.addSubcommand(command.getKey(), command.getValue()));
        return program;
    }
}
