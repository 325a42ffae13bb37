package io.postern.cli.command;

import io.postern.cli.signin.Profile;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Forgets the person's sign-in. */
@Command(
        name = "sign-out",
        description = "Forgets your sign-in on this machine. Your browser may still be signed in at the issuer.",
        footer = {"", "Examples:", "  ./postern sign-out", "  ./postern sign-out --profile contoso"})
final class SignOutCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Option(names = "--profile", paramLabel = "PROFILE", description = "The installation; by default the current one.")
    @Nullable
    String profile;

    @Override
    public Integer call() {
        Session session = new Session(terminal);
        Profile from = session.profile(profile);
        boolean was = session.signIns().signOut(from);
        terminal.say(was ? "Signed out of " + from.name() + "." : "Nobody was signed in to " + from.name() + ".");
        terminal.answer(terminal.object().put("profile", from.name()).put("signedOut", was));
        return 0;
    }
}
