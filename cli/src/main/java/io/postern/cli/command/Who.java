package io.postern.cli.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** In whose name a command acts. */
final class Who {
    @ArgGroup
    OneOf named = new OneOf();

    /** A demo person is of the local stack. */
    static final class OneOf {
        @Option(
                names = "--as",
                paramLabel = "USER",
                description =
                        "A demo person of the local stack, such as requester or approver, and not who is signed in.")
        @Nullable
        String user;

        @Option(
                names = "--profile",
                paramLabel = "PROFILE",
                description = "The installation, and whoever is signed in there; by default the current one.")
        @Nullable
        String profile;
    }

    /** The demo person that was named. */
    Optional<String> demo() {
        return Optional.ofNullable(named.user);
    }

    @Nullable
    String profile() {
        return named.profile;
    }
}
