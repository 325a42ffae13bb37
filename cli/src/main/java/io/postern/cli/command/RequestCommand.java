package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.AccessWish;
import io.postern.cli.api.Postern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks for access. */
@Command(
        name = "request",
        description = "Asks for access to ports of a VM.",
        footer = {
            "",
            "Examples:",
            "  ./postern request --vm web-1 --port 22 --for 1h --reason \"disk full on web-1\" --wait",
            "  ./postern request --vm db-1 --port 22 --port 3389 --source 203.0.113.7/32 --for 30m \\",
            "    --reason \"restore\" --ticket INC-1",
            "  ./postern request --vm db-1 --port 22 --for 30m --reason \"the shop is down, nobody answers\" \\",
            "    --break-glass"
        })
final class RequestCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Option(names = "--vm", required = true, paramLabel = "VM", description = "A name or a full id; may be repeated.")
    List<String> vms = new ArrayList<>();

    @Option(names = "--port", required = true, paramLabel = "PORT", description = "May be repeated.")
    List<Integer> ports = new ArrayList<>();

    @Mixin
    Particulars particulars = new Particulars();

    @Option(
            names = "--for",
            required = true,
            paramLabel = "TIME",
            description = "How long: 1h, 90m, 1h30m.",
            converter = LengthOfTime.class)
    Duration duration = Duration.ZERO;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "What it is needed for.")
    String reason = "";

    @Option(
            names = "--break-glass",
            description = "An emergency: nobody is asked first, and somebody reviews it afterwards.")
    boolean breakGlass;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "With --break-glass, where nobody can type it: the VM's name; of several, \"a, b\".")
    @Nullable
    String confirm;

    @Option(names = "--wait", description = "Follow it until it is open, refused or lapsed.")
    boolean wait;

    @Mixin
    Who who = new Who();

    @Override
    public Integer call() {
        Optional<String> emergency = breakGlass ? Optional.of(confirmation()) : Optional.empty();
        Postern postern = new Session(terminal).of(who, "requester");
        JsonNode request = postern.ask(
                new AccessWish(vms, ports, particulars.sources(), duration, reason, particulars.ticket(), emergency));
        if (!wait) {
            RequestText.show(terminal, request);
            return 0;
        }
        JsonNode settled = Follow.untilSettled(postern, request, terminal);
        RequestText.settled(terminal, settled);
        return settled.path("state").asText().equals("open") ? 0 : 1;
    }

    /** What is typed at the terminal, or was given for it. */
    private String confirmation() {
        String names =
                vms.stream().map(vm -> vm.substring(vm.lastIndexOf('/') + 1)).collect(Collectors.joining(", "));
        String typed = confirm != null
                ? confirm
                : terminal.ask("This opens access without anybody's approval. Type '" + names + "' to go on: ")
                        .orElseThrow(() -> new CommandFailure(
                                "Nobody can type the confirmation here; give it with --confirm '" + names + "'."));
        if (!typed.strip().equalsIgnoreCase(names)) {
            throw new CommandFailure("That is not '" + names + "': nothing was asked for.");
        }
        return typed.strip();
    }
}
