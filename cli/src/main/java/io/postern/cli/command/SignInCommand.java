package io.postern.cli.command;

import io.postern.cli.signin.Profile;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs the person in. */
@Command(
        name = "sign-in",
        description = {
            "Signs you in at the issuer of a profile: in your browser or, with --device, on any other screen.",
            "Commands act in your name from then on. The sign-in is kept for you alone and renewed until you sign out."
        },
        footer = {"", "Examples:", "  ./postern sign-in", "  ./postern sign-in --device --profile contoso"})
final class SignInCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Option(names = "--profile", paramLabel = "PROFILE", description = "The installation; by default the current one.")
    @Nullable
    String profile;

    @Option(names = "--device", description = "Without a browser on this machine: type a code on another one.")
    boolean device;

    @Option(names = "--claims", paramLabel = "JSON", description = "What a service asked to know besides.")
    String claims = "";

    @Override
    public Integer call() {
        Session session = new Session(terminal);
        Profile into = session.profile(profile);
        String name = session.signIns().signIn(into, device, claims);
        terminal.say("Signed in to " + into.name() + " as " + name + ".");
        terminal.answer(terminal.object().put("profile", into.name()).put("name", name));
        return 0;
    }
}
