package io.postern.cli.command;

import io.postern.cli.api.Postern;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
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
        description = "Lists all requests, the newest first.",
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

    @Mixin
    Who who = new Who();

    @Override
    public Integer call() {
        if ((desk.pending || desk.reviews) && (state != null || vm != null)) {
            throw new ParameterException(spec.commandLine(), "--pending and --reviews go without --state and --vm");
        }
        Postern postern = new Session(terminal).of(who, usual());
        String user = postern.person().name();
        if (desk.pending) {
            terminal.list(postern.waiting(), WaitingText::verdict, "Nothing waits for " + user + ".");
        } else if (desk.reviews) {
            terminal.list(postern.reviews(), WaitingText::review, "No emergency waits for " + user + ".");
        } else {
            terminal.list(
                    postern.list(filter(postern)),
                    request -> RequestText.line(request, terminal::paint),
                    "No requests.");
        }
        return 0;
    }

    private String filter(Postern postern) {
        StringBuilder filter = new StringBuilder();
        if (state != null) {
            filter.append("&state=").append(URLEncoder.encode(state, StandardCharsets.UTF_8));
        }
        if (vm != null) {
            filter.append("&vm=").append(URLEncoder.encode(postern.vmId(vm), StandardCharsets.UTF_8));
        }
        return filter.toString();
    }

    private String usual() {
        return desk.pending ? "approver" : desk.reviews ? "second-approver" : "requester";
    }
}
