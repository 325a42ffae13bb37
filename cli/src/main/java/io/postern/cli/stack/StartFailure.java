package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.util.List;

/** A process of the stack did not come up. Carries the last lines that it wrote. */
public final class StartFailure extends CommandFailure {
    private static final long serialVersionUID = 1L;

    private final List<String> lastLines;

    StartFailure(String sentence, List<String> lastLines) {
        super(sentence);
        this.lastLines = List.copyOf(lastLines);
    }

    /** The end of the process's log. */
    public List<String> lastLines() {
        return lastLines;
    }
}
