package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.postern.cli.api.Postern;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists requests. */
@Command(
        name = "list",
        description = "Lists requests, the newest first.",
        footer = {
            "",
            "Examples:",
            "  ./postern list",
            "  ./postern list --state open --vm web-1 --as approver",
            "  ./postern list --pending     what waits for your verdict",
            "  ./postern list --reviews     emergencies that wait for your review"
        })
final class ListCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Terminal terminal = new Terminal();

    @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state.")
    @Nullable
    String state;

    @Option(names = "--vm", paramLabel = "VM", description = "Only those for this VM.")
    @Nullable
    String vm;

    @ArgGroup
    Desk desk = new Desk();

    /** What lies on somebody's desk instead of all requests. */
    static final class Desk {
        @Option(names = "--pending", description = "What waits for your verdict.")
        boolean pending;

        @Option(names = "--reviews", description = "The emergencies that wait for your review.")
        boolean reviews;
    }

    @Option(
            names = "--as",
            paramLabel = "USER",
            description = "The demo person who looks: requester; with --pending approver, with --reviews"
                    + " second-approver.")
    @Nullable
    String who;

    @Override
    public Integer call() {
        if ((desk.pending || desk.reviews) && (state != null || vm != null)) {
            throw new ParameterException(spec.commandLine(), "--pending and --reviews go without --state and --vm");
        }
        String user = user();
        Postern postern = new Session().as(user);
        if (desk.pending) {
            return show("pending", postern.waiting(), WaitingText::verdict, "Nothing waits for " + user + ".");
        }
        if (desk.reviews) {
            return show("reviews", postern.reviews(), WaitingText::review, "No emergency waits for " + user + ".");
        }
        List<String> filter = new ArrayList<>();
        if (state != null) {
            filter.add("state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
        }
        if (vm != null) {
            filter.add("vm=" + URLEncoder.encode(postern.vmId(vm), StandardCharsets.UTF_8));
        }
        List<JsonNode> requests = postern.list(filter.isEmpty() ? "" : "?" + String.join("&", filter));
        return show("requests", requests, RequestText::line, "No requests.");
    }

    private String user() {
        return who != null ? who : desk.pending ? "approver" : desk.reviews ? "second-approver" : "requester";
    }

    private int show(String name, List<JsonNode> items, Function<JsonNode, String> line, String none) {
        ArrayNode answer = terminal.object().putArray(name);
        items.forEach(item -> {
            terminal.say(line.apply(item));
            answer.add(item);
        });
        if (items.isEmpty()) {
            terminal.say(none);
        }
        terminal.answer(answer);
        return 0;
    }
}
