package io.postern.cli.command;

import io.postern.cli.CommandFailure;
import io.postern.cli.api.Api;
import io.postern.cli.api.People;
import io.postern.cli.api.Person;
import io.postern.cli.api.Postern;
import io.postern.cli.signin.ConfigDir;
import io.postern.cli.signin.Profile;
import io.postern.cli.signin.Profiles;
import io.postern.cli.signin.SignIns;
import io.postern.cli.stack.Addresses;
import io.postern.cli.stack.Layout;
import io.postern.cli.stack.LocalStack;
import io.postern.cli.stack.StackSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command talks to, and in whose name. */
final class Session {
    private final Terminal terminal;
    private final StackSettings settings;
    private final ConfigDir config;
    private final Api api = new Api();

    Session(Terminal terminal) {
        this.terminal = terminal;
        this.settings = StackSettings.standard(terminal.environment());
        this.config = ConfigDir.of(terminal.environment());
    }

    LocalStack stack() {
        return new LocalStack(settings);
    }

    Addresses addresses() {
        return new Addresses(settings.ports(), new Layout(settings.home()));
    }

    People people() {
        return new People(api, addresses());
    }

    SignIns signIns() {
        return new SignIns(api, config, new SignInScreen(terminal));
    }

    Profiles profiles() {
        return new Profiles(config, Profile.local(addresses()));
    }

    /** The profile of that name or, without one, the one that is meant. */
    Profile profile(@Nullable String name) {
        String meant = name != null ? name : terminal.environment().getOrDefault("POSTERN_PROFILE", "");
        Profiles profiles = profiles();
        return profiles.named(meant.isEmpty() ? profiles.current() : meant);
    }

    /**
     * The API as the demo person or the profile that was named; without either, as whoever is signed in. Where nobody is, the
     * local stack knows the demo person who usually does this.
     */
    Postern of(Who who, String usual) {
        Profile profile = who.demo().isPresent() ? profiles().named(Profile.LOCAL) : profile(who.profile());
        Optional<Person> signedIn =
                who.demo().isPresent() ? Optional.empty() : signIns().person(profile);
        if (signedIn.isEmpty() && !profile.isLocal()) {
            throw new CommandFailure("Nobody is signed in to " + profile.name() + ": ./postern sign-in --profile "
                    + profile.name() + ".");
        }
        Person person = signedIn.orElseGet(() -> people().person(who.demo().orElse(usual)));
        return new Postern(api, profile.services(), person);
    }

    /** Where VMs are reached in the installation that was talked to. */
    DataPlane dataPlane(Who who) {
        return who.demo().isPresent() || profile(who.profile()).isLocal()
                ? DataPlane.of(api, addresses())
                : DataPlane.REAL;
    }
}
