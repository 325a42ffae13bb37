package io.postern.cli.command;

import io.postern.cli.api.AccessWish;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What somebody who goes to one VM wants, as far as it is not said otherwise. */
final class Wish {
    @Mixin
    Particulars particulars = new Particulars();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "How long: 1h, 90m, 1h30m (${DEFAULT-VALUE}).",
            converter = LengthOfTime.class)
    Duration duration = Duration.ofHours(1);

    @Option(names = "--reason", paramLabel = "TEXT", description = "What it is needed for.")
    @Nullable
    String reason;

    AccessWish of(String vm, List<Integer> ports, String usual) {
        return new AccessWish(
                List.of(vm),
                ports,
                particulars.sources(),
                duration,
                reason == null ? usual : reason,
                particulars.ticket());
    }
}
