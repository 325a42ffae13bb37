package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.stack.LocalStack;
import io.postern.cli.stack.PortName;
import io.postern.cli.stack.Ports;
import io.postern.cli.stack.ProcessName;
import io.postern.cli.stack.StackSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The one local stack of all system tests, on ports of its own, with web-1 and jump-1 protected. */
final class Stack implements AutoCloseable {
    private static final int FIRST_PORT = 18_081;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final LocalStack processes;
    final People people;
    final Access access;
    final Azure azure;
    final Map<String, String> foreignRules = new TreeMap<>();

    private Stack(Path home) {
        processes =
                new LocalStack(StackSettings.at(home, Ports.from(FIRST_PORT)).withFresh(true));
        people = new People(processes.addresses().tokenEndpoint().toString());
        access = new Access(url(PortName.REQUEST), url(PortName.APPROVAL), url(PortName.AUDIT), people);
        azure = new Azure(url(PortName.EMULATOR), people);
    }

    static Stack start() {
        Stack stack = new Stack(Path.of("target", "stack"));
        stack.processes.start((what, millis) -> System.out.println("  " + what + " " + millis + " ms"));
        stack.foreignRules.putAll(stack.foreignRulesNow());
        stack.protect("web-1");
        stack.protect("jump-1");
        return stack;
    }

    /** Puts a VM under a JIT policy and waits until it holds. */
    void protect(String vm) {
        Await.until(vm + " in the inventory", PATIENCE, () -> access.vm(vm).isObject());
        assertThat(access.protect(vm).status()).isEqualTo(200);
        Await.until(
                vm + " protected",
                PATIENCE,
                () -> access.vm(vm).path("status").asText().equals("protected"));
    }

    /** Every rule that is not ours, and firewalls without what is ours, as Azure holds them. */
    Map<String, String> foreignRulesNow() {
        Map<String, String> foreign = new TreeMap<>();
        for (String nsg : azure.nsgs()) {
            azure.rules(nsg).forEach((name, rule) -> {
                if (!name.startsWith("postern-")) {
                    foreign.put(nsg + "/" + name, rule);
                }
            });
        }
        foreign.putAll(azure.foreignPartsOfFirewalls());
        return foreign;
    }

    String url(PortName name) {
        return processes.addresses().http(name).toString();
    }

    /** Starts a killed process again and waits until it serves. */
    void restart(ProcessName name) {
        processes.start(name);
        Await.until(name + " ready again", PATIENCE, () -> processes.ready(name));
    }

    @Override
    public void close() {
        processes.stop((what, millis) -> System.out.println("  " + what + " " + millis + " ms"));
    }
}
