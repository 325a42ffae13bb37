package io.postern.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.policy.Checked;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for what a policy's author cannot have meant. */
@Command(
        name = "lint",
        description = {
            "Reads a policy and says what its author cannot have meant: faults with line and column, dead ends, rules that "
                    + "never matter, names that nobody knows. Nothing needs to run.",
            "Exit code 1 when the policy cannot be read or does not do what it says."
        },
        footer = {
            "",
            "Examples:",
            "  ./postern policy lint deploy/policy/contoso.yaml",
            "  ./postern policy lint --strict policy.yaml       warnings fail, too"
        })
final class PolicyLintCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "FILE", description = "The policy.")
    Path file = Path.of("");

    @Option(names = "--strict", description = "Warnings are errors.")
    boolean strict;

    @Override
    public Integer call() {
        Checked policy = Checked.read(file.toString(), PolicyFiles.read(file));
        List<Checked.Line> lines = policy.lint();
        ObjectNode answer = terminal.object().put("version", policy.version());
        ArrayNode remarks = answer.putArray("remarks");
        for (Checked.Line line : lines) {
            terminal.say(line.severity() + ", " + line.rule() + ": " + line.sentence());
            remarks.addObject()
                    .put("severity", line.severity())
                    .put("rule", line.rule())
                    .put("sentence", line.sentence());
        }
        if (lines.isEmpty()) {
            terminal.say(policy.version() + ": nothing to say.");
        }
        terminal.answer(answer);
        return lines.stream()
                        .anyMatch(line ->
                                line.error() || (strict && line.severity().equals("warning")))
                ? 1
                : 0;
    }
}
