package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.stack.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command answers: in sentences for people, or with {@code --json} as JSON. */
public final class Terminal {
    @Spec(Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "Answer in JSON.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    boolean isJson() {
        return json;
    }

    /** A line for people; nothing in JSON. */
    void say(String line) {
        if (!json) {
            out().println(line);
            out().flush();
        }
    }

    /** What the person at the terminal types; nothing where there is none. */
    Optional<String> ask(String question) {
        Console console = System.console();
        return console == null || !console.isTerminal()
                ? Optional.empty()
                : Optional.ofNullable(console.readLine("%s", question));
    }

    /** The answer for programs; nothing for people. */
    void answer(JsonNode answer) {
        if (json) {
            out().println(answer.toString());
            out().flush();
        }
    }

    /** Shows what a stack does, a line a step. In JSON it is silent. */
    Progress progress() {
        return (what, millis) -> say(String.format(Locale.ROOT, "  %6d ms  %s", millis, what));
    }

    ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private synchronized PrintWriter out() {
        return command.commandLine().getOut();
    }
}
