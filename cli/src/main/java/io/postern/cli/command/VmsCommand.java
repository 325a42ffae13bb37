package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.api.Postern;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists VMs with what protects them. */
@Command(
        name = "vms",
        description = "Lists VMs: whether they are protected, their health, and who was in last.",
        footer = {
            "",
            "Examples:",
            "  ./postern vms",
            "  ./postern vms --list configured --health unhealthy",
            "  ./postern vms --name web --resource-group contoso --json"
        })
final class VmsCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Mixin
    Who who = new Who();

    @Option(names = "--list", paramLabel = "LIST", description = "configured, not-configured or unsupported.")
    @Nullable
    String list;

    @Option(names = "--health", paramLabel = "HEALTH", description = "healthy, unhealthy or not-applicable.")
    @Nullable
    String health;

    @Option(names = "--name", paramLabel = "PART", description = "A part of the name.")
    @Nullable
    String name;

    @Option(names = "--resource-group", paramLabel = "GROUP", description = "The resource group.")
    @Nullable
    String group;

    @Option(names = "--subscription", paramLabel = "ID", description = "The subscription.")
    @Nullable
    String subscription;

    @Override
    public Integer call() {
        Postern postern = new Session(terminal).of(who, "requester");
        List<JsonNode> vms = postern.virtualMachines(filter("list", list)
                + filter("health", health)
                + filter("name", name)
                + filter("resourceGroup", group)
                + filter("subscription", subscription));
        terminal.list(vms, this::line, "No VMs.");
        return 0;
    }

    private static String filter(String field, @Nullable String value) {
        return value == null ? "" : "&" + field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private String line(JsonNode vm) {
        String health = vm.path("health").asText();
        String why = vm.path("healthReason").asText("");
        return "%-20s %-15s %s%s  ports %s  %s"
                .formatted(
                        vm.path("name").asText(),
                        vm.path("list").asText(),
                        terminal.paint(health),
                        why.isEmpty() ? "" : " (" + why + ")",
                        ports(vm),
                        use(vm));
    }

    private static String ports(JsonNode vm) {
        String ports = RequestText.join(vm.path("ports").findParents("port").stream()
                .map(port -> port.path("port"))
                .toList());
        return ports.isEmpty() ? "-" : ports;
    }

    private static String use(JsonNode vm) {
        String user = vm.path("lastUser").path("name").asText("");
        String by = user.isEmpty() ? "" : " by " + user;
        if (vm.path("activeNow").asBoolean()) {
            return "active now" + by;
        }
        return vm.hasNonNull("lastAccess")
                ? "last used " + vm.path("lastAccess").asText() + by
                : "never used";
    }
}
