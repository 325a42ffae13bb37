package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.api.Postern;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sees to it that there is an access, without asking twice. */
@Command(
        name = "ensure",
        description = {
            "Sees to it that you have access to ports of a VM: what is open or on its way is used, and only else is asked.",
            "Exit code 0 when it is open, 1 when it was refused or has lapsed, 3 while it waits for somebody (without --wait)."
        },
        footer = {
            "",
            "Examples:",
            "  ./postern ensure web-1 --port 22",
            "  ./postern ensure db-1 --port 22 --for 30m --reason \"nightly restore\" --wait --json | jq .state"
        })
final class EnsureCommand implements Callable<Integer> {
    private static final int WAITS = 3;

    @Mixin
    Terminal terminal = new Terminal();

    @Mixin
    Who who = new Who();

    @Mixin
    Wish wish = new Wish();

    @Parameters(paramLabel = "VM", description = "A name or a full id.")
    String vm = "";

    @Option(names = "--port", required = true, paramLabel = "PORT", description = "May be repeated.")
    List<Integer> ports = new ArrayList<>();

    @Option(names = "--wait", description = "Follow it until it is open, refused or lapsed.")
    boolean wait;

    @Override
    public Integer call() {
        Postern postern = new Session(terminal).of(who, "requester");
        String id = postern.vmId(vm);
        Ensured ensured = Ensured.of(postern, id, wish.of(id, ports, "ensure " + name(id)));
        JsonNode request = wait ? Follow.untilSettled(postern, ensured.request(), terminal) : ensured.request();
        String state = request.path("state").asText();
        terminal.say(RequestText.line(request, terminal::paint));
        RequestText.ways(request).forEach(way -> terminal.say("  " + way));
        terminal.answer(terminal.object()
                .put("state", state)
                .put("asked", ensured.asked())
                .set("request", request));
        return code(state);
    }

    static int code(String state) {
        return switch (state) {
            case "open" -> 0;
            case "pending", "approved", "opening" -> WAITS;
            default -> 1;
        };
    }

    static String name(String vm) {
        return vm.substring(vm.lastIndexOf('/') + 1);
    }
}
