package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.policy.Checked;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a policy would have said about past requests. */
@Command(
        name = "replay",
        description = {
            "Asks approval-service what this policy would have said about past requests, and shows every decision that it "
                    + "would change. Changes nothing.",
            "Exit code 1 when it would change one and --unchanged is given."
        },
        footer = {
            "",
            "Examples:",
            "  ./postern policy replay deploy/policy/contoso.yaml",
            "  ./postern policy replay policy.yaml --unchanged      for pipelines: fail on any change"
        })
final class PolicyReplayCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "FILE", description = "The policy.")
    Path file = Path.of("");

    @Option(names = "--unchanged", description = "Fail when a decision would change.")
    boolean unchanged;

    @Mixin
    Who who = new Who();

    @Override
    public Integer call() {
        String text = PolicyFiles.read(file);
        // A fault is named with its place before anybody is asked.
        Checked.read(file.toString(), text);
        JsonNode answer = new Session(terminal).of(who, "admin").replay(text);
        JsonNode changes = answer.path("changes");
        changes.forEach(change -> {
            terminal.say(change.path("requestId").asText() + "  "
                    + change.path("direction").asText(""));
            terminal.say("  before  " + words(change.path("before")));
            terminal.say("  after   " + words(change.path("after")));
        });
        terminal.say(answer.path("compared").asLong() + " requests compared, " + changes.size()
                + " would be decided differently.");
        terminal.answer(answer);
        return unchanged && !changes.isEmpty() ? 1 : 0;
    }

    private static String words(JsonNode ruling) {
        return ruling.isTextual() ? ruling.asText() : ruling.toString();
    }
}
