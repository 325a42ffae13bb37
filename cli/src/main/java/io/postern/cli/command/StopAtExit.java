package io.postern.cli.command;

import io.postern.cli.stack.LocalStack;
import io.postern.cli.stack.Progress;

/** Stops a stack when this command ends, however it ends: Ctrl-C, a closed terminal or a failure. */
final class StopAtExit {
    private final Thread hook;

    private StopAtExit(Thread hook) {
        this.hook = hook;
    }

    static StopAtExit of(LocalStack stack, Progress progress) {
        Thread hook = Thread.ofPlatform().name("stop-at-exit").unstarted(() -> stack.stop(progress));
        Runtime.getRuntime().addShutdownHook(hook);
        return new StopAtExit(hook);
    }

    /** From here on the stack outlives the command. */
    void cancel() {
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
