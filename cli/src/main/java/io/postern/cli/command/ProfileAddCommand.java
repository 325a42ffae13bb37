package io.postern.cli.command;

import io.postern.cli.CommandFailure;
import io.postern.cli.api.ServiceAddresses;
import io.postern.cli.signin.Profile;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a profile. */
@Command(
        name = "add",
        description = "Adds an installation, or changes the one of that name. Addresses are https, or of this machine.",
        footer = {
            "",
            "Example:",
            "  ./postern profile add contoso --issuer https://login.microsoftonline.com/TENANT/v2.0 \\",
            "    --client-id CLIENT --requests https://requests.example.com --approvals https://approvals.example.com \\",
            "    --enforcer https://enforcer.example.com"
        })
final class ProfileAddCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "NAME", description = "What you call it: letters, digits and -_.")
    String name = "";

    @Option(names = "--issuer", required = true, paramLabel = "URL", description = "Who signs people in.")
    String issuer = "";

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = "What the issuer calls this program (${DEFAULT-VALUE}).")
    String clientId = Profile.CLIENT;

    @Option(names = "--scope", paramLabel = "SCOPE", description = "What is asked for (${DEFAULT-VALUE}).")
    String scope = Profile.SCOPE;

    @Option(names = "--requests", required = true, paramLabel = "URL", description = "request-service.")
    String requests = "";

    @Option(
            names = "--approvals",
            paramLabel = "URL",
            description = "approval-service; where request-service is, if not said.")
    @Nullable
    String approvals;

    @Option(
            names = "--enforcer",
            paramLabel = "URL",
            description = "enforcer-service; where request-service is, if not said.")
    @Nullable
    String enforcer;

    @Override
    public Integer call() {
        if (!name.matches("[A-Za-z0-9_][-A-Za-z0-9_]{0,63}")) {
            throw new CommandFailure("'" + name + "' is no name for a profile: use letters, digits and -_.");
        }
        Profile profile = new Profile(
                name,
                Profile.safe(issuer),
                clientId,
                scope,
                new ServiceAddresses(
                        Profile.safe(requests),
                        Profile.safe(approvals == null ? requests : approvals),
                        Profile.safe(enforcer == null ? requests : enforcer)));
        new Session(terminal).profiles().add(profile);
        terminal.say("Profile " + name + " is kept. ./postern sign-in --profile " + name + " signs you in.");
        if (enforcer == null) {
            terminal.note("No --enforcer was given: ./postern panic will go to "
                    + profile.services().enforcer() + ", and shut nothing unless the enforcer answers there, too.");
        }
        terminal.answer(profile.json().put("name", name));
        return 0;
    }
}
