package io.postern.cli.command;

import io.postern.cli.api.Less;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says yes to a pending request, or to less than it asks for. */
@Command(
        name = "approve",
        description = "Says yes to a pending request or extension; options leave less of it, never more.",
        footer = {
            "",
            "Examples:",
            "  ./postern approve 01K… --reason \"seen with the owner\"",
            "  ./postern approve 01K… --reason \"ssh alone, and half an hour\" --port 22 --for 30m"
        })
final class ApproveCommand extends Verdict {
    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "No longer than this: 30m, 1h30m.",
            converter = LengthOfTime.class)
    @Nullable
    Duration duration;

    @Option(names = "--port", paramLabel = "PORT", description = "Only this port; may be repeated.")
    List<Integer> ports = new ArrayList<>();

    @Option(names = "--source", paramLabel = "CIDR", description = "Only from here; may be repeated.")
    List<String> sources = new ArrayList<>();

    ApproveCommand() {
        super("approve", "approved");
    }

    @Override
    boolean isOnWhatIsShown() {
        return true;
    }

    @Override
    Less less() {
        return new Less(Optional.ofNullable(duration), ports, sources);
    }
}
