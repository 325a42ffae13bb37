package io.postern.cli.command;

import io.postern.cli.stack.LocalStack;
import io.postern.cli.stack.ProcessName;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stays with a running stack and says so when one of its processes dies. */
final class Watch {
    private Watch() {}

    static void untilInterrupted(LocalStack stack, Terminal terminal) {
        Set<ProcessName> running = EnumSet.allOf(ProcessName.class);
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (!running.isEmpty() && !never.await(1, TimeUnit.SECONDS)) {
                for (ProcessName name : ProcessName.values()) {
                    if (running.contains(name) && !stack.alive(name) && !stack.isStopping()) {
                        running.remove(name);
                        terminal.say(name.text() + " has stopped; its log is "
                                + stack.layout().log(name));
                    }
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
