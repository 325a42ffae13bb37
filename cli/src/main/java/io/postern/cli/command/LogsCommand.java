package io.postern.cli.command;

import io.postern.cli.CommandFailure;
import io.postern.cli.stack.Layout;
import io.postern.cli.stack.ProcessName;
import io.postern.cli.stack.StackSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the log of one process. */
@Command(
        name = "logs",
        description = "Shows the log of a process.",
        footer = {"", "Examples:", "  ./postern logs enforcer", "  ./postern logs kafka -f"})
final class LogsCommand implements Callable<Integer> {
    private static final long LOOK_EVERY_NANOS = 200_000_000;

    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "NAME", description = "A process, as ./postern status names it.")
    String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is added.")
    boolean follow;

    @Override
    public Integer call() {
        ProcessName process = ProcessName.named(name)
                .orElseThrow(() -> new CommandFailure("No process is called " + name + "; there are "
                        + Arrays.stream(ProcessName.values())
                                .map(ProcessName::text)
                                .collect(Collectors.joining(", "))
                        + "."));
        Path log = new Layout(StackSettings.standard(terminal.environment()).home()).log(process);
        try (InputStream in = Files.newInputStream(log)) {
            do {
                in.transferTo(System.out);
                System.out.flush();
                if (follow) {
                    LockSupport.parkNanos(LOOK_EVERY_NANOS);
                }
            } while (follow);
            return 0;
        } catch (IOException e) {
            throw new CommandFailure(process.text() + " has not written a log yet: " + log + " is not there.", e);
        }
    }
}
