package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.api.Json;
import io.postern.cli.stack.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command answers: in sentences for people, or with {@code --json} as JSON. */
public final class Terminal {
    /** What the script {@code postern} sets when it writes to a terminal. */
    private static final String SEEN = "postern.terminal";

    private static final String CLEAR = "\r\u001b[K";

    @Spec(Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "Answer in JSON.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    private boolean live;

    /** The environment that the program was started in. */
    Map<String, String> environment() {
        return command.root().userObject() instanceof Root root ? root.environment() : System.getenv();
    }

    /** All commands. */
    CommandLine program() {
        return command.root().commandLine();
    }

    boolean isJson() {
        return json;
    }

    /** A line for people; nothing in JSON. */
    void say(String line) {
        if (!json) {
            out().println((live ? CLEAR : "") + line);
            out().flush();
            live = false;
        }
    }

    /** A line that the next one takes the place of; shown on a terminal alone. */
    void live(String line) {
        if (!json && isSeen()) {
            out().print(CLEAR + line);
            out().flush();
            live = true;
        }
    }

    /** A line for people beside an answer that is JSON or another program's: on standard error. */
    void note(String line) {
        PrintWriter err = command.commandLine().getErr();
        err.println((live ? CLEAR : "") + line);
        err.flush();
        live = false;
    }

    /** The same, and the next one takes its place; shown on a terminal alone. */
    void liveNote(String line) {
        if (!json && isSeen()) {
            PrintWriter err = command.commandLine().getErr();
            err.print(CLEAR + line);
            err.flush();
            live = true;
        }
    }

    /** A state, coloured where colours are shown. */
    String paint(String state) {
        return Paint.of(isSeen(), environment()).state(state);
    }

    /** What the person at the terminal types; nothing where there is none. */
    Optional<String> ask(String question) {
        Console console = System.console();
        return console == null || !console.isTerminal()
                ? Optional.empty()
                : Optional.ofNullable(console.readLine("%s", question));
    }

    /** Whether somebody is there to be asked; POSTERN_ATTENDED=1 says so where the terminal does not. */
    boolean isAttended() {
        Console console = System.console();
        return (console != null && console.isTerminal())
                || "1".equals(environment().get("POSTERN_ATTENDED"));
    }

    /** The answer for programs; nothing for people. */
    void answer(JsonNode answer) {
        if (json) {
            out().println(Json.write(answer));
            out().flush();
        }
    }

    /** What was found, a line each, or in JSON an array of it; where nothing was, people are told so. */
    void list(List<JsonNode> found, Function<JsonNode, String> line, String none) {
        found.forEach(item -> say(line.apply(item)));
        if (found.isEmpty()) {
            say(none);
        }
        answer(JsonNodeFactory.instance.arrayNode().addAll(found));
    }

    /** Shows what a stack does, a line a step. In JSON it is silent. */
    Progress progress() {
        return (what, millis) -> say(String.format(Locale.ROOT, "  %6d ms  %s", millis, what));
    }

    ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Whether the output goes to a terminal. */
    static boolean isSeen() {
        return Boolean.getBoolean(SEEN);
    }

    private synchronized PrintWriter out() {
        return command.commandLine().getOut();
    }
}
