package io.postern.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.policy.Checked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries the cases that are kept beside a policy. */
@Command(
        name = "test",
        description = {
            "Tries the cases that are kept beside a policy: contoso.cases.yaml beside contoso.yaml. Nothing needs to run.",
            "Exit code 1 when a case does not hold."
        },
        footer = {
            "",
            "Examples:",
            "  ./postern policy test deploy/policy/contoso.yaml",
            "  ./postern policy test policy.yaml --cases more.yaml --json"
        })
final class PolicyTestCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "FILE", description = "The policy.")
    Path file = Path.of("");

    @Option(names = "--cases", paramLabel = "FILE", description = "The cases, if they are not beside the policy.")
    @Nullable
    Path cases;

    @Override
    public Integer call() {
        Checked policy = Checked.read(file.toString(), PolicyFiles.read(file));
        Path beside = cases == null ? PolicyFiles.casesBeside(file) : cases;
        if (!Files.isRegularFile(beside)) {
            throw new CommandFailure("There are no cases in " + beside + ": write some, or name them with --cases.");
        }
        List<Checked.Tried> results = policy.test(beside.toString(), PolicyFiles.read(beside));
        results.forEach(result -> tell(beside, result));
        long failed = results.stream().filter(result -> !result.passed()).count();
        terminal.say(results.size() + " cases, " + failed + " do not hold.");
        ObjectNode answer = terminal.object()
                .put("version", policy.version())
                .put("cases", results.size())
                .put("failed", failed);
        ArrayNode all = answer.putArray("results");
        results.forEach(result -> all.addObject()
                .put("name", result.name())
                .put("passed", result.passed())
                .put("expected", result.expected())
                .put("got", result.got()));
        terminal.answer(answer);
        return failed == 0 && !results.isEmpty() ? 0 : 1;
    }

    private void tell(Path beside, Checked.Tried result) {
        if (result.passed()) {
            terminal.say("holds   " + result.name());
        } else {
            terminal.say("BROKEN  " + result.name() + " (" + beside + ", line " + result.line() + ")");
            terminal.say("          expected  " + result.expected());
            terminal.say("          got       " + result.got());
        }
    }
}
