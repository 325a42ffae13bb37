package io.postern.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.stack.LocalStack;
import io.postern.cli.stack.ProcessName;
import io.postern.cli.stack.StackSettings;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the local stack. */
@Command(
        name = "up",
        description = "Starts the local stack and stays with it until Ctrl-C; its data is kept between runs.",
        footer = {
            "",
            "Examples:",
            "  ./postern up                        in this terminal; Ctrl-C stops everything",
            "  ./postern up --detach               in the background",
            "  ./postern up --fresh                forget what an earlier run left",
            "  POSTERN_PORT_KAFKA=19092 ./postern up",
            "  POSTERN_EMULATOR_MACHINES=10000 ./postern up --fresh"
        })
final class UpCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Option(names = "--detach", description = "Return once everything is ready; ./postern down stops it.")
    boolean detach;

    @Option(names = "--fresh", description = "Forget the data of earlier runs.")
    boolean fresh;

    @Override
    public Integer call() {
        LocalStack stack =
                new LocalStack(StackSettings.standard(terminal.environment()).withFresh(fresh));
        stack.requireStopped();
        terminal.say("Starting the local stack in " + stack.layout().home());
        long start = System.nanoTime();
        StopAtExit stopAtExit = StopAtExit.of(stack, terminal.progress());
        stack.start(terminal.progress());
        long started = System.nanoTime();
        new FirstInventory(stack.addresses()).await();
        terminal.progress().done("inventory", (System.nanoTime() - started) / 1_000_000);
        terminal.say("Ready after " + (System.nanoTime() - start) / 1_000_000 + " ms.");
        tellAddresses(stack);
        if (detach) {
            stopAtExit.cancel();
            return 0;
        }
        terminal.say("Ctrl-C stops everything.");
        Watch.untilInterrupted(stack, terminal);
        return 0;
    }

    private void tellAddresses(LocalStack stack) {
        ObjectNode answer = terminal.object();
        for (ProcessName name : ProcessName.values()) {
            String address = stack.addresses().of(name);
            answer.put(name.text(), address);
            terminal.say("  %-17s %s".formatted(name.text(), address));
        }
        tell(answer, "browser", "in your browser", stack.addresses().portal());
        tell(answer, "azure", "azure (HTTPS)", stack.addresses().azure());
        tell(answer, "request-https", "request (HTTPS)", stack.addresses().requestHttps());
        answer.put("certificate", stack.layout().certificate().toString());
        terminal.say("  %-17s %s".formatted("certificate", stack.layout().certificate()));
        terminal.answer(answer);
    }

    private void tell(ObjectNode answer, String key, String name, URI address) {
        answer.put(key, address.toString());
        terminal.say("  %-17s %s".formatted(name, address));
    }
}
