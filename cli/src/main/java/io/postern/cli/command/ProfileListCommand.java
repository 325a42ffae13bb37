package io.postern.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.postern.cli.signin.Profile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists profiles. */
@Command(
        name = "list",
        description = "Lists profiles; the current one is marked.",
        footer = {"", "Example:", "  ./postern profile list"})
final class ProfileListCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        Session session = new Session(terminal);
        String current = session.profile(null).name();
        ArrayNode answer = terminal.object().putArray("profiles");
        for (Profile profile : session.profiles().all()) {
            boolean isCurrent = profile.name().equals(current);
            String name = session.signIns().name(profile);
            terminal.say("%s %-16s %s%s"
                    .formatted(
                            isCurrent ? "*" : " ",
                            profile.name(),
                            profile.services().requests(),
                            name.isEmpty() ? "" : ", signed in as " + name));
            answer.add(profile.json()
                    .put("name", profile.name())
                    .put("current", isCurrent)
                    .put("signedInAs", name));
        }
        terminal.answer(answer);
        return 0;
    }
}
