package io.postern.cli.command;

import io.postern.cli.api.People;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands out a demo person's access token. */
@Command(
        name = "token",
        description = "Prints an access token of a demo person, for curl and az.",
        footer = {
            "",
            "Example:",
            "  curl -H \"Authorization: Bearer $(./postern token --as requester)\" \\",
            "    http://127.0.0.1:8081/api/v1/virtual-machines"
        })
final class TokenCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Option(
            names = "--as",
            required = true,
            paramLabel = "USER",
            description = "requester, approver, second-approver, admin, auditor or outsider.")
    String user = "";

    @Option(names = "--for", paramLabel = "AUDIENCE", description = "postern (default) or arm.")
    People.Audience audience = People.Audience.POSTERN;

    @Option(names = "--mfa", description = "After a fresh sign-in with multi-factor authentication.")
    boolean mfa;

    @Override
    public Integer call() {
        String token = new Session(terminal).people().token(user, audience, mfa ? People.SEVERAL_FACTORS : "");
        terminal.say(token);
        terminal.answer(terminal.object().put("access_token", token));
        return 0;
    }
}
