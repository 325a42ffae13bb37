package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.postern.cli.api.Postern;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists requests. */
@Command(
        name = "list",
        description = "Lists requests, the newest first.",
        footer = {"", "Examples:", "  ./postern list", "  ./postern list --state open --vm web-1 --as approver"})
final class ListCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state.")
    @Nullable
    String state;

    @Option(names = "--vm", paramLabel = "VM", description = "Only those for this VM.")
    @Nullable
    String vm;

    @Option(names = "--as", paramLabel = "USER", description = "The demo person who looks (${DEFAULT-VALUE}).")
    String user = "requester";

    @Override
    public Integer call() {
        Postern postern = new Session().as(user);
        List<String> filter = new ArrayList<>();
        if (state != null) {
            filter.add("state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
        }
        if (vm != null) {
            filter.add("vm=" + URLEncoder.encode(postern.vmId(vm), StandardCharsets.UTF_8));
        }
        ArrayNode answer = terminal.object().putArray("requests");
        for (JsonNode request : postern.list(filter.isEmpty() ? "" : "?" + String.join("&", filter))) {
            terminal.say(RequestText.line(request));
            answer.add(request);
        }
        if (answer.isEmpty()) {
            terminal.say("No requests.");
        }
        terminal.answer(answer);
        return 0;
    }
}
