package io.postern.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.stack.LocalStack;
import io.postern.cli.stack.ProcessName;
import io.postern.cli.stack.StackSettings;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which processes of the local stack run. */
@Command(
        name = "status",
        description = "Shows each process: its id, memory, health and address. Exit 1 unless all are ready.",
        footer = {"", "Examples:", "  ./postern status", "  ./postern status --json | jq .processes"})
final class StatusCommand implements Callable<Integer> {
    private static final long MEGABYTE = 1024 * 1024;

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        LocalStack stack = new LocalStack(StackSettings.standard(terminal.environment()));
        ObjectNode answer = terminal.object();
        ObjectNode processes = answer.putObject("processes");
        long total = 0;
        boolean allReady = true;
        for (ProcessName name : ProcessName.values()) {
            boolean alive = stack.alive(name);
            boolean ready = alive && stack.ready(name);
            String health = ready ? "ready" : alive ? "not ready" : "not running";
            long memory = stack.residentBytes(name);
            long pid = stack.pid(name).orElse(0);
            String address = stack.addresses().of(name);
            terminal.say(String.format(
                    Locale.ROOT,
                    "%-17s %-11s %8s %5d MB  %s",
                    name.text(),
                    health,
                    alive ? pid : "-",
                    memory / MEGABYTE,
                    address));
            processes
                    .putObject(name.text())
                    .put("health", health)
                    .put("pid", pid)
                    .put("residentBytes", memory)
                    .put("address", address);
            total += memory;
            allReady &= ready;
        }
        terminal.say(String.format(Locale.ROOT, "%-38s %5d MB", "in all", total / MEGABYTE));
        answer.put("residentBytes", total).put("ready", allReady);
        terminal.answer(answer);
        return allReady ? 0 : 1;
    }
}
