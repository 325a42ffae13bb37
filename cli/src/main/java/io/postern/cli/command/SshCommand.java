package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.Postern;
import io.postern.cli.command.DataPlane.Destination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for access, connects, and gives the access back. */
@Command(
        name = "ssh",
        description = {
            "Asks for access to a VM, waits until it is open, runs ssh and gives the access back: when ssh ends, on Ctrl-C, on "
                    + "SIGTERM, and when it fails. An access of yours that was there already is used, and stays.",
            "The exit code is that of ssh, or 1 when ssh gave 0 and the access could not be given back. What is said on the way "
                    + "goes to standard error."
        },
        footer = {
            "",
            "Examples:",
            "  ./postern ssh web-1",
            "  ./postern ssh azureuser@web-1 --for 30m --reason \"disk full\" -- -i ~/.ssh/azure df -h"
        })
final class SshCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Mixin
    Who who = new Who();

    @Mixin
    Wish wish = new Wish();

    @Option(names = "--port", paramLabel = "PORT", description = "Where sshd listens (${DEFAULT-VALUE}).")
    int port = 22;

    @Parameters(index = "0", paramLabel = "[USER@]VM", description = "A name or a full id.")
    String target = "";

    @Parameters(index = "1..*", paramLabel = "ARGS", description = "What ssh is given besides, after --.")
    List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        String ssh = OnPath.find("ssh", terminal.environment())
                .map(Path::toString)
                .orElseThrow(() -> new CommandFailure("There is no ssh here: install it, or look at PATH."));
        Session session = new Session(terminal);
        Postern postern = session.of(who, "requester");
        JsonNode vm = postern.virtualMachine(target.substring(target.indexOf('@') + 1));
        HeldAccess held = HeldAccess.of(postern, this::tell);
        int exit = connect(session, postern, held, vm, ssh);
        return exit == 0 && held.stays() ? CommandLine.ExitCode.SOFTWARE : exit;
    }

    private int connect(Session session, Postern postern, HeldAccess access, JsonNode vm, String ssh)
            throws InterruptedException {
        String name = vm.path("name").asText();
        try (HeldAccess held = access) {
            JsonNode asked = held.ask(wish.of(vm.path("id").asText(), List.of(port), "ssh to " + name));
            JsonNode open = Follow.untilSettled(postern, asked, this::tell, this::live);
            String state = open.path("state").asText();
            if (!state.equals("open")) {
                throw new CommandFailure("There is no access to " + name + ": the request is " + state
                        + ". ./postern show " + open.path("id").asText() + " says why.");
            }
            Destination there = session.dataPlane(who).destination(vm, open, port);
            if (there.port() == 0) {
                throw new CommandFailure(
                        name + " is open, but has no address that this machine knows: connect yourself.");
            }
            tell(name + " is open" + until(open) + "; open sessions are not cut. Connecting to " + there.host()
                    + " port " + there.port() + ".");
            return held.run(new ProcessBuilder(command(ssh, there, vm.path("id").asText())));
        } catch (IOException e) {
            throw new CommandFailure(ssh + " cannot be run: " + e.getMessage() + ".", e);
        }
    }

    private List<String> command(String ssh, Destination there, String vm) {
        List<String> command = new ArrayList<>(List.of(ssh, "-p", "" + there.port()));
        if (arguments.stream().noneMatch(argument -> argument.contains("HostKeyAlias"))) {
            // A firewall's address and port stand for one VM today and for another one tomorrow.
            command.addAll(List.of("-o", "HostKeyAlias=" + SshName.of(vm)));
        }
        command.add(target.substring(0, target.indexOf('@') + 1) + there.host());
        command.addAll(arguments);
        return command;
    }

    private static String until(JsonNode request) {
        return request.hasNonNull("endsAt")
                ? " for new connections until " + request.path("endsAt").asText()
                : "";
    }

    private void tell(String line) {
        terminal.note(
                terminal.isJson() ? terminal.object().put("said", line.strip()).toString() : line);
    }

    private void live(String line) {
        terminal.liveNote(line);
    }
}
