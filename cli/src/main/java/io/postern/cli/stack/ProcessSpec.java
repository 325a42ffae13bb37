package io.postern.cli.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** How one process is run, and how to tell that it is ready. */
record ProcessSpec(
        ProcessName name,
        List<String> command,
        Map<String, String> environment,
        BooleanSupplier ready,
        Duration patience) {
    ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The environment may hold passwords. */
    @Override
    public String toString() {
        return "ProcessSpec[" + name.text() + "]";
    }
}
