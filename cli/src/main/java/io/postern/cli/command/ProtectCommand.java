package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.api.Postern;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts VMs under protection. */
@Command(
        name = "protect",
        description = "Shuts the management ports of VMs, so that from now on access has to be asked for.",
        footer = {"", "Example:", "  ./postern protect web-1 jump-1"})
final class ProtectCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "VM", arity = "1..*", description = "Names or full ids.")
    List<String> vms = new ArrayList<>();

    @Mixin
    Who who = new Who();

    @Override
    public Integer call() {
        Postern postern = new Session(terminal).of(who, "admin");
        JsonNode results = postern.protect(vms.stream().map(postern::vmId).toList());
        boolean allDone = true;
        for (JsonNode result : results.path("value")) {
            String vm = result.path("virtualMachine").asText();
            terminal.say(vm.substring(vm.lastIndexOf('/') + 1) + ": "
                    + result.path("outcome").asText() + " "
                    + result.path("detail").asText());
            allDone &= !result.path("outcome").asText().equals("refused");
        }
        terminal.answer(results);
        return allDone ? 0 : 1;
    }
}
